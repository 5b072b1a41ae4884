#include "scripts/directory/built_in_places.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace sayso::directory {

namespace {

// Numbers from `first` to `last`: the states in use, sorted, two letters each ("CTNY" is CT and NY), or "--" for
// military mail.
struct Range {
    std::uint32_t first, last;
    std::string_view states;
};

// ZIPs that are not what their prefix says.
constexpr Range exceptions[] = {
    {96799, 96799, "AS"}, {96910, 96932, "GU"}, {96939, 96940, "PW"}, {96941, 96944, "FM"},
    {96950, 96952, "MP"}, {96960, 96960, "MH"}, {96970, 96970, "MH"},
};

// Every 3-digit prefix in use, by the state that its post offices lie in. A prefix that is not here is not in use.
constexpr Range prefixes[] = {
    {5, 5, "NY"},       {6, 7, "PR"},         {8, 8, "VI"},
    {9, 9, "PR"},       {10, 27, "MA"},       {28, 29, "RI"},
    {30, 38, "NH"},     {39, 49, "ME"},       {50, 54, "VT"},
    {55, 55, "MA"},     {56, 59, "VT"},       {60, 62, "CT"},
    {63, 63, "CTNY"},   {64, 69, "CT"},       {70, 89, "NJ"},
    {90, 98, "--"},     {100, 149, "NY"},     {150, 196, "PA"},
    {197, 199, "DE"},   {200, 200, "DC"},     {201, 201, "VA"},
    {202, 204, "DC"},   {205, 205, "DCMDVA"}, {206, 212, "MD"},
    {214, 219, "MD"},   {220, 246, "VA"},     {247, 268, "WV"},
    {270, 289, "NC"},   {290, 299, "SC"},     {300, 319, "GA"},
    {320, 339, "FL"},   {340, 340, "--"},     {341, 342, "FL"},
    {344, 344, "FL"},   {346, 347, "FL"},     {349, 349, "FL"},
    {350, 352, "AL"},   {354, 369, "AL"},     {370, 385, "TN"},
    {386, 397, "MS"},   {398, 399, "GA"},     {400, 418, "KY"},
    {420, 427, "KY"},   {430, 459, "OH"},     {460, 479, "IN"},
    {480, 499, "MI"},   {500, 516, "IA"},     {520, 528, "IA"},
    {530, 532, "WI"},   {534, 535, "WI"},     {537, 549, "WI"},
    {550, 551, "MN"},   {553, 567, "MN"},     {569, 569, "DC"},
    {570, 577, "SD"},   {580, 588, "ND"},     {590, 599, "MT"},
    {600, 620, "IL"},   {622, 629, "IL"},     {630, 631, "MO"},
    {633, 641, "MO"},   {644, 658, "MO"},     {660, 662, "KS"},
    {664, 679, "KS"},   {680, 681, "NE"},     {683, 693, "NE"},
    {700, 701, "LA"},   {703, 708, "LA"},     {710, 714, "LA"},
    {716, 725, "AR"},   {726, 726, "ARMO"},   {727, 729, "AR"},
    {730, 731, "OK"},   {733, 733, "TX"},     {734, 738, "OK"},
    {739, 739, "OKTX"}, {740, 741, "OK"},     {743, 749, "OK"},
    {750, 770, "TX"},   {772, 799, "TX"},     {800, 816, "CO"},
    {820, 831, "WY"},   {832, 833, "ID"},     {834, 834, "IDWY"},
    {835, 838, "ID"},   {840, 847, "UT"},     {850, 853, "AZ"},
    {855, 857, "AZ"},   {859, 860, "AZ"},     {863, 865, "AZ"},
    {870, 871, "NM"},   {873, 884, "NM"},     {885, 885, "TX"},
    {889, 891, "NV"},   {893, 895, "NV"},     {897, 898, "NV"},
    {900, 908, "CA"},   {910, 928, "CA"},     {930, 961, "CA"},
    {962, 966, "--"},   {967, 968, "HI"},     {969, 969, "FMGUMHMPPW"},
    {970, 979, "OR"},   {980, 986, "WA"},     {988, 994, "WA"},
    {995, 999, "AK"},
};

// The highest ZIP in use, in Ketchikan, Alaska: what lies above is nothing although its prefix is in use.
constexpr std::uint32_t highest_zip = 99950;

const Range* find(const Range* begin, const Range* end, std::uint32_t number) {
    const Range* after =
        std::upper_bound(begin, end, number, [](std::uint32_t n, const Range& r) { return n < r.first; });
    if (after == begin || number > (after - 1)->last) return nullptr;
    return after - 1;
}

}  // namespace

BuiltInPlace built_in_place(Zip zip) {
    BuiltInPlace place;
    if (zip.number() > highest_zip) return place;
    const Range* range = find(std::begin(exceptions), std::end(exceptions), zip.number());
    if (range == nullptr) range = find(std::begin(prefixes), std::end(prefixes), zip.prefix());
    if (range == nullptr) return place;
    if (range->states == "--") {
        place.kind = BuiltInPlace::Kind::military;
        return place;
    }
    place.kind = BuiltInPlace::Kind::freely_associated;
    for (std::size_t at = 0; at < range->states.size(); at += 2) {
        const StateCode state = *StateCode::parse(range->states.substr(at, 2));
        place.states.push_back(state);
        if (facts(state).kind != StateKind::freely_associated) place.kind = BuiltInPlace::Kind::states;
    }
    return place;
}

}  // namespace sayso::directory
