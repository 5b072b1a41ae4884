#include "service/store/sqlite/directory_rows.hpp"

#include <array>
#include <cstdio>

namespace sayso::store::sqlite {

using namespace directory;

namespace {

constexpr int local_office = -1;  // of no term

std::string_view word(Chamber chamber) {
    return chamber == Chamber::senate ? "senate" : "house";
}

std::string_view word(CommitteeChamber chamber) {
    switch (chamber) {
        case CommitteeChamber::house:
            return "house";
        case CommitteeChamber::senate:
            return "senate";
        case CommitteeChamber::joint:
            break;
    }
    return "joint";
}

CommitteeChamber committee_chamber(std::string_view text) {
    if (text == "house") return CommitteeChamber::house;
    if (text == "senate") return CommitteeChamber::senate;
    return CommitteeChamber::joint;
}

std::optional<std::string> e164(const std::optional<PhoneNumber>& phone) {
    return phone ? std::optional(phone->e164()) : std::nullopt;
}

std::optional<PhoneNumber> phone(const Query& q, int column) {
    return q.null(column) ? std::nullopt : PhoneNumber::parse(q.text(column));
}

// Rows were checked before they were written, so one that does not parse means a damaged database.
template <class Value>
Value sound(std::optional<Value> value) {
    if (!value) throw Unavailable("the directory in the database is damaged: import it again");
    return *std::move(value);
}

Zip zip(std::int64_t number) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%05lld", static_cast<long long>(number));
    return sound(Zip::parse(text.data()));
}

void insert_office(Connection& db, std::int64_t install, std::size_t official, int term, std::size_t seq,
                   const Office& office) {
    std::optional<double> latitude, longitude;
    if (office.coordinates) {
        latitude = office.coordinates->latitude;
        longitude = office.coordinates->longitude;
    }
    execute(db, "INSERT INTO offices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", install, official, term, seq,
            office.id, office.capitol, office.address, office.city, office.state, office.zip, office.hours,
            e164(office.phone), latitude, longitude);
}

Office office(const Query& q) {
    Office office;
    office.id = q.text(2);
    office.capitol = q.integer(3) != 0;
    office.address = q.text(4);
    office.city = q.text(5);
    office.state = q.text(6);
    office.zip = q.text(7);
    office.hours = q.text(8);
    office.phone = phone(q, 9);
    if (!q.null(10) && !q.null(11)) office.coordinates = Coordinates{q.real(10), q.real(11)};
    return office;
}

Term term(const Query& q) {
    Term term{
        {sound(StateCode::parse(q.text(1))), q.text(2) == "senate" ? Chamber::senate : Chamber::house, q.small(3)},
        q.small(4),
        q.instant(5),
        q.instant(6),
        q.text(7),
        q.text(8),
        q.text(9),
        {}};
    return term;
}

void read_officials(Connection& db, std::int64_t install, std::vector<Official>& officials) {
    for (Query q(
             db,
             "SELECT id, first_name, last_name, full_name, gender FROM officials WHERE install = ? ORDER BY official",
             install);
         q.row(); q.next()) {
        Official official;
        official.id = q.text(0);
        official.first_name = q.text(1);
        official.last_name = q.text(2);
        official.full_name = q.text(3);
        const std::string gender = q.text(4);
        official.gender = gender.empty() ? ' ' : gender.front();
        officials.push_back(std::move(official));
    }
    for (Query q(db,
                 "SELECT official, state, chamber, number, senate_class, starts, ends, party, url, contact_form"
                 " FROM terms WHERE install = ? ORDER BY official, seq",
                 install);
         q.row(); q.next()) {
        officials.at(static_cast<std::size_t>(q.integer(0))).terms.push_back(term(q));
    }
    for (Query q(db,
                 "SELECT official, term, id, capitol, address, city, state, zip, hours, phone, latitude, longitude"
                 " FROM offices WHERE install = ? ORDER BY official, term, seq",
                 install);
         q.row(); q.next()) {
        Official& official = officials.at(static_cast<std::size_t>(q.integer(0)));
        if (q.integer(1) == local_office) {
            official.local_offices.push_back(office(q));
        } else {
            official.terms.at(static_cast<std::size_t>(q.integer(1))).capitol = office(q);
        }
    }
}

void read_committees(Connection& db, std::int64_t install, std::vector<Committee>& committees) {
    for (Query q(db,
                 "SELECT id, parent_id, chamber, name, url, address, phone FROM committees WHERE install = ?"
                 " ORDER BY committee",
                 install);
         q.row(); q.next()) {
        committees.push_back(
            {q.text(0), q.text(1), committee_chamber(q.text(2)), q.text(3), q.text(4), q.text(5), phone(q, 6), {}});
    }
    for (Query q(db,
                 "SELECT committee, official_id, rank, title, majority FROM committee_members WHERE install = ?"
                 " ORDER BY committee, seq",
                 install);
         q.row(); q.next()) {
        committees.at(static_cast<std::size_t>(q.integer(0)))
            .members.push_back({q.text(1), q.small(2), q.text(3), q.integer(4) != 0});
    }
}

void read_zips(Connection& db, std::int64_t install, DirectoryData& data) {
    for (Query q(db, "SELECT zip, state, number FROM zip_districts WHERE install = ? ORDER BY seq", install); q.row();
         q.next()) {
        data.zip_districts.push_back({zip(q.integer(0)), sound(StateCode::parse(q.text(1))), q.small(2)});
    }
    for (Query q(db, "SELECT zip, city, state, latitude, longitude FROM zip_places WHERE install = ? ORDER BY seq",
                 install);
         q.row(); q.next()) {
        std::optional<StateCode> state;
        if (!q.null(2)) state = sound(StateCode::parse(q.text(2)));
        data.zip_places.push_back({zip(q.integer(0)), q.text(1), state, {q.real(3), q.real(4)}});
    }
}

}  // namespace

void insert(Connection& db, std::int64_t install, std::size_t index, const FetchedFile& file) {
    execute(db, "INSERT INTO fetched_files VALUES (?, ?, ?, ?, ?, ?, ?)", install, index, file.name, file.url,
            file.sha256, file.etag, file.last_modified);
}

void insert(Connection& db, std::int64_t install, std::size_t index, const Official& official) {
    execute(db, "INSERT INTO officials VALUES (?, ?, ?, ?, ?, ?, ?)", install, index, official.id, official.first_name,
            official.last_name, official.full_name, std::string(1, official.gender));
    std::size_t seq = 0;
    for (const Term& term : official.terms) {
        execute(db, "INSERT INTO terms VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", install, index, seq,
                term.district.state.text(), word(term.district.chamber), term.district.number, term.senate_class,
                term.from, term.to, term.party, term.url, term.contact_form);
        insert_office(db, install, index, static_cast<int>(seq), 0, term.capitol);
        ++seq;
    }
    seq = 0;
    for (const Office& office : official.local_offices) {
        insert_office(db, install, index, local_office, seq++, office);
    }
}

void insert(Connection& db, std::int64_t install, std::size_t index, const Committee& committee) {
    execute(db, "INSERT INTO committees VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", install, index, committee.id,
            committee.parent_id, word(committee.chamber), committee.name, committee.url, committee.address,
            e164(committee.phone));
    std::size_t seq = 0;
    for (const CommitteeMember& member : committee.members) {
        execute(db, "INSERT INTO committee_members VALUES (?, ?, ?, ?, ?, ?, ?)", install, index, seq++,
                member.official_id, member.rank, member.title, member.majority);
    }
}

void insert(Connection& db, std::int64_t install, std::size_t index, const ZipDistrict& row) {
    execute(db, "INSERT INTO zip_districts VALUES (?, ?, ?, ?, ?)", install, index, row.zip.number(), row.state.text(),
            row.number);
}

void insert(Connection& db, std::int64_t install, std::size_t index, const ZipPlace& row) {
    const std::optional<std::string> state = row.state ? std::optional(row.state->text()) : std::nullopt;
    execute(db, "INSERT INTO zip_places VALUES (?, ?, ?, ?, ?, ?, ?)", install, index, row.zip.number(), row.city,
            state, row.middle.latitude, row.middle.longitude);
}

std::optional<InstalledDirectory> read_install(Connection& db) {
    InstalledDirectory install;
    {
        const Query q(db,
                      "SELECT i.install, i.installed, i.dated, i.source, i.officials, i.zips FROM directory_in_force f"
                      " JOIN installs i USING (install)");
        if (!q.row()) return std::nullopt;
        install = {q.integer(0), q.instant(1), q.instant(2), q.text(3), {}, q.small(4), q.small(5)};
    }
    for (Query q(db, "SELECT name, url, sha256, etag, last_modified FROM fetched_files WHERE install = ? ORDER BY seq",
                 install.id);
         q.row(); q.next()) {
        install.files.push_back({q.text(0), q.text(1), q.text(2), q.text(3), q.text(4)});
    }
    return install;
}

DirectoryData read_directory(Connection& db, const InstalledDirectory& install) {
    DirectoryData data;
    data.dated = install.dated;
    data.source = install.source;
    read_officials(db, install.id, data.officials);
    read_committees(db, install.id, data.committees);
    read_zips(db, install.id, data);
    read_boundaries(db, install.id, data.boundaries);
    return data;
}

std::span<const DirectoryTable> directory_tables() {
    static constexpr std::array tables{
        DirectoryTable{"SELECT max(seq) FROM boundaries WHERE install = ?",
                       "DELETE FROM boundaries WHERE install = ? AND seq >= ? AND seq < ?", 100},
        DirectoryTable{"SELECT max(seq) FROM zip_districts WHERE install = ?",
                       "DELETE FROM zip_districts WHERE install = ? AND seq >= ? AND seq < ?", 2000},
        DirectoryTable{"SELECT max(seq) FROM zip_places WHERE install = ?",
                       "DELETE FROM zip_places WHERE install = ? AND seq >= ? AND seq < ?", 2000},
        DirectoryTable{"SELECT max(official) FROM offices WHERE install = ?",
                       "DELETE FROM offices WHERE install = ? AND official >= ? AND official < ?", 100},
        DirectoryTable{"SELECT max(official) FROM terms WHERE install = ?",
                       "DELETE FROM terms WHERE install = ? AND official >= ? AND official < ?", 200},
        DirectoryTable{"SELECT max(official) FROM officials WHERE install = ?",
                       "DELETE FROM officials WHERE install = ? AND official >= ? AND official < ?", 1000},
        DirectoryTable{"SELECT max(committee) FROM committee_members WHERE install = ?",
                       "DELETE FROM committee_members WHERE install = ? AND committee >= ? AND committee < ?", 50},
        DirectoryTable{"SELECT max(committee) FROM committees WHERE install = ?",
                       "DELETE FROM committees WHERE install = ? AND committee >= ? AND committee < ?", 1000},
        DirectoryTable{"SELECT max(seq) FROM fetched_files WHERE install = ?",
                       "DELETE FROM fetched_files WHERE install = ? AND seq >= ? AND seq < ?", 1000}};
    return tables;
}

}  // namespace sayso::store::sqlite
