using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Subjects;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>The English counterpart of <see cref="PersonEnds"/>.</summary>
internal static partial class LatinPersonEnds
{
    public static IEnumerable<(AlertEnd End, string Whom)> In(string clause, string before, SubjectKind kind)
    {
        if (Denial.IsMatch(clause))
            yield break;
        foreach (Match verb in (kind == SubjectKind.Missing ? Found : Caught).Matches(clause))
        {
            if (WhomOf(clause[..verb.Index], before, verb.Value, clause[(verb.Index + verb.Length)..]) is { } whom)
                yield return (PersonEnds.EndOf(verb, kind), whom);
        }

        foreach (Match verb in NoLongerSought.Matches(clause))
        {
            if (WhomOf(clause[..verb.Index], before, verb.Value, "") is { } whom)
                yield return (AlertEnd.SearchOver, whom);
        }

        if (kind == SubjectKind.Missing && FoundBy.Match(clause) is { Success: true } found)
            yield return (AlertEnd.Found, found.Groups["whom"].Value.Trim());
    }

    private static string? WhomOf(string said, string before, string verb, string after)
    {
        // In "Tommy Baker, 8, was found" commas separate a name from its verb.
        var isContinued = before.TrimEnd().EndsWith(',') || said.Trim().Length == 0;
        said = (isContinued ? before : "") + said;
        // "is now", "has finally been"
        for (var word = 0; word < 3; word++)
            said = Adverb.Replace(said, "").Trim(' ', ',', '"', '“');
        said = Opening.Replace(said, "");
        if (Other.IsMatch(said) || (Stays.IsMatch(after) && !verb.Contains("surrender", StringComparison.OrdinalIgnoreCase)))
            return null;
        return said.Length == 0 || Heading.IsMatch(said) ? "" : said;
    }

    [GeneratedRegex(
        @"\b(?:has|have|was|were|been|is|are)\s+(?:now\s+)?(?:been\s+)?(?:found|located|traced|reunited)\b|\bfound\s+(?:safe|alive|well"
            + @"|unharmed)|\b(?:located|returned|recovered|rescued)\s+safe(?:ly)?\b|\bsafely\s+(?:found|located|returned"
            + @"|recovered|home)\b|\b(?:has|have)\s+returned\s+home|\breunited\s+with\b|\bis\s+(?:now\s+)?safe\b(?!\s+to)"
            + @"|\bis\s+(?:now\s+|back\s+)?home\b|\bhome\s+safe(?:ly)?\b|^\W*(?:safe and )?found\W*$|\bno\s+longer\s+missing\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Found { get; }

    [GeneratedRegex(
        @"\b(?:is|are)\s+no\s+longer\s+(?:being\s+)?(?:sought|wanted|looked\s+for|searched\s+for)\b", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex NoLongerSought { get; }

    // For example "Police have located Tom Barker safe and well".
    [GeneratedRegex(
        @"\b(?:police|officers?|detectives|searchers|rescuers|volunteers|we)\s+(?:have\s+|has\s+)?(?:now\s+)?(?:found|located|traced)\s+"
            + @"(?<whom>[\p{L}'’ -]{2,40}?)\s+(?:safe|alive|well|unharmed)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex FoundBy { get; }

    [GeneratedRegex(
        @"^(?:(?:we|police|officers)(?:['’]re|\s+are)?\s+)?(?:very\s+|so\s+)?(?:pleased|happy|glad|delighted|relieved|able)\s+to"
            + @"\s+(?:say|report|announce|confirm|tell you)\s+(?:that\s+)?",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Opening { get; }

    [GeneratedRegex(
        @"\b(?:has|have|was|were|been)\s+(?:now\s+)?(?:been\s+)?(?:arrested|captured|caught|apprehended|detained"
            + @"|taken into custody|(?<dead>killed|shot dead))|\b(?:arrested|captured|apprehended)\s*$|\bin\s+custody\b"
            + @"|\brecaptured\b|^\W*(?:caught|arrested|in custody)\W*$|\bturned\s+(?:him|her|them)sel(?:f|ves)\s+in\b|\bsurrendered\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Caught { get; }

    [GeneratedRegex(@"\bnot\b|n't|\bnever\b|\bstill\s+(?:missing|wanted|at large)\b|\byet\s+to\b|\bat\s+large\b|\breward\b"
        + @"|\bto\s+be\s+(?:arrested|caught)|\b(?:bring|gets?|wants?|needs?|let|come|make)\b", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Denial { get; }

    [GeneratedRegex(@"(?:\b(?:now|also|just|since|today|safely|finally|been|has|have|was|is)\b|,\s*\d{1,3}\s*,?|\bwho\b[^.]*"
        + @"|\b(?:on|in|at|by|near)\s+[^,]*)\s*$", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Adverb { get; }

    [GeneratedRegex(
        @"['’]s\s+\w+\s*(?:\w+)?$|\b(?:his|her|their|a|an|two|three|four|some|several)\s+(?!missing\b|young\b)[\w\s]+$"
            + @"|\b(?:mother|father|parents?|brother|sister|wife|husband|son|daughter|friend|girlfriend|boyfriend|partner|cousin"
            + @"|dog|bicycle|bike|car|phone|bag|backpack|jacket|coat|shoes?|clothes|witness(?:es)?|taxi|driver|footage|body)$",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Other { get; }

    [GeneratedRegex(@"^\s+(?:to|guilty|near|abandoned|empty|missing|gone|a|an|his|her|the)\b", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Stays { get; }

    [GeneratedRegex(@"^(?:update|missing|amber alert|alert|cancell?ed|good news)\W*$", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Heading { get; }
}
