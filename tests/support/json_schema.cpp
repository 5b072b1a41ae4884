#include "tests/support/json_schema.hpp"

#include <regex>
#include <stdexcept>

namespace sayso::tests {

namespace json = boost::json;

namespace {

using Problems = std::vector<std::string>;

bool is_type(const json::value& value, std::string_view type) {
    if (type == "null") return value.is_null();
    if (type == "boolean") return value.is_bool();
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "number") return value.is_number();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    throw std::logic_error("no such type: " + std::string(type));
}

std::size_t code_points(const json::string& text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return count;
}

class Check {
  public:
    Check(const json::value& document, bool closed, Problems& problems)
        : document_(document), closed_(closed), problems_(problems) {}

    void run(const json::value& schema, const json::value& value, const std::string& where) {
        for (const auto& [word, says] : schema.as_object()) {
            if (word == "description" || word == "format") continue;
            if (!about_any(word, says, value, where) && !about_text_or_number(word, says, value, where) &&
                !about_members(word, schema.as_object(), says, value, where))
                throw std::logic_error("a word this checker does not know: " + std::string(word));
        }
    }

  private:
    void wrong(const std::string& where, const std::string& what) {
        problems_.push_back((where.empty() ? "/" : where) + ": " + what);
    }

    bool fits(const json::value& schema, const json::value& value) {
        Problems problems;
        Check(document_, closed_, problems).run(schema, value, "");
        return problems.empty();
    }

    const json::value& referred(const json::value& says) {
        const std::string pointer(says.as_string());
        const auto* found = pointer.substr(0, 1) == "#" ? find_by_pointer(document_, pointer.substr(1)) : nullptr;
        if (!found) throw std::logic_error("no such schema: " + pointer);
        return *found;
    }

    // Each of these says whether the word was one of theirs.
    bool about_any(std::string_view word, const json::value& says, const json::value& value, const std::string& where) {
        const auto any = [&says](const auto& holds) {
            for (const auto& one : says.as_array())
                if (holds(one)) return true;
            return false;
        };
        if (word == "$ref") {
            run(referred(says), value, where);
        } else if (word == "type") {
            const bool known = says.is_string() ? is_type(value, says.as_string())
                                                : any([&](const auto& one) { return is_type(value, one.as_string()); });
            if (!known) wrong(where, "is not of type " + json::serialize(says));
        } else if (word == "enum") {
            if (!any([&](const auto& one) { return one == value; }))
                wrong(where, json::serialize(value) + " is none of " + json::serialize(says));
        } else if (word == "anyOf") {
            // The first of them tells most: the others are null.
            if (!any([&](const auto& one) { return fits(one, value); })) run(says.as_array().front(), value, where);
        } else {
            return false;
        }
        return true;
    }

    bool about_text_or_number(std::string_view word, const json::value& says, const json::value& value,
                              const std::string& where) {
        if (word == "minimum" || word == "maximum") {
            const auto limit = says.to_number<double>();
            const auto number = value.is_number() ? value.to_number<double>() : limit;
            if (word == "minimum" ? number < limit : number > limit) wrong(where, "is out of bounds");
        } else if (word == "maxLength") {
            if (value.is_string() && code_points(value.as_string()) > says.to_number<std::size_t>())
                wrong(where, "is too long");
        } else if (word == "pattern") {
            const std::regex pattern(says.as_string().c_str());
            if (value.is_string() && !std::regex_search(value.as_string().c_str(), pattern))
                wrong(where, json::serialize(value) + " does not match " + json::serialize(says));
        } else {
            return false;
        }
        return true;
    }

    bool about_members(std::string_view word, const json::object& schema, const json::value& says,
                       const json::value& value, const std::string& where) {
        static const json::object none;
        const auto& members = value.is_object() ? value.as_object() : none;
        const auto* listed = schema.if_contains("properties");
        if (word == "required") {
            for (const auto& name : says.as_array())
                if (value.is_object() && !members.contains(name.as_string()))
                    wrong(where, "has no " + std::string(name.as_string()));
        } else if (word == "properties") {
            for (const auto& [name, member] : members) {
                const auto* its = says.as_object().if_contains(name);
                if (its)
                    run(*its, member, where + "/" + std::string(name));
                else if (closed_ && !schema.contains("additionalProperties"))
                    wrong(where, "has " + std::string(name) + ", which is not described");
            }
        } else if (word == "additionalProperties") {
            for (const auto& [name, member] : members)
                if (!listed || !listed->as_object().contains(name)) run(says, member, where + "/" + std::string(name));
        } else if (word == "items") {
            for (std::size_t i = 0; value.is_array() && i < value.as_array().size(); ++i)
                run(says, value.as_array()[i], where + "/" + std::to_string(i));
        } else {
            return false;
        }
        return true;
    }

    const json::value& document_;
    bool closed_;
    Problems& problems_;
};

}  // namespace

const json::value* find_by_pointer(const json::value& document, std::string_view pointer) {
    boost::system::error_code failed;
    const auto* found = document.find_pointer(pointer, failed);
    return failed ? nullptr : found;
}

Problems problems_by_schema(const json::value& document, const json::value& schema, const json::value& value,
                            bool closed) {
    Problems problems;
    Check(document, closed, problems).run(schema, value, "");
    return problems;
}

}  // namespace sayso::tests
