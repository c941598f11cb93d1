using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Ending;

internal static partial class WarningEnds
{
    [GeneratedRegex(@"\b(?:warning|alert|watch|advisory|order)s?\b", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex LatinThing { get; }

    /// <summary>Matches a warning that is lifted. Bans that are lifted during a storm are another thing.</summary>
    [GeneratedRegex(
        LatinWarning + @"\s+(?:(?:lifted|cancell?ed|withdrawn|ended|expired|discontinued"
            + @"|(?<=\b(?:is|are|was|were|been|now|officially)\s+)over)" + LatinRest + @"|stood down\b|no longer in (?:force|effect)\b)"
            + @"|\b(?:lift(?:s|ed)?|cancel(?:s|led|ed)?|end(?:s|ed)?|withdraws?|withdrew|rescind(?:s|ed)?)\s+(?:(?!" + Aside
            + @")[\w'’-]+\s+){0,6}" + LatinKind + @"\b|\ball[- ]clear\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex LatinLifted { get; }

    /// <summary>Matches a warning that is lowered. Lowered speed limits in a warning are another thing.</summary>
    [GeneratedRegex(
        LatinWarning + @"(?:\s+level)?\s+(?:downgraded|lowered|reduced)" + LatinRest
            + @"|\b(?:downgraded|lowered|reduced)\s+(?:its|the|this|that|their|all)\s+(?:(?!" + Aside
            + @")[\w'’-]+\s+){0,6}" + LatinKind + @"\b"
            + @"|[^.]{0,40}\b(?:downgraded|lowered|reduced)\s+(?:from\s+\w+\s+)?to\s+(?:an?\s+)?(?:blue|yellow|orange|amber|green)\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex LatinLowered { get; }

    private const string LatinKind = "(?:warning|alert|watch|advisory|order)";

    /// <summary>Matches a warning, what it is for and auxiliaries: no word that begins another sentence within, such as "as".</summary>
    private const string LatinWarning = @"[^.]{0,40}\b" + LatinKind
        + @"s?\b(?:\s+(?:for|in|across|over|along|issued|that was)(?:\s+(?!" + LatinTurn + "|" + LatinPlans + @")[^\s.]+){1,8}?)?"
        + @"(?:\s+(?:has|have|had|is|was|were|are|been|being|now|all|since|officially|fully|finally|today|earlier))*";

    private const string LatinTurn =
        @"(?:as|that|which|who|whose|and(?!\s+(?-i:\p{Lu}))|but|or|so|after|when|while|with|because|since|before|despite|if|until"
            + @"|where|whether)\b";

    /// <summary>Matches what is cancelled during a warning.</summary>
    private const string LatinPlans = "(?:flights?|schools?|class(?:es)?|lessons?|trains?|bus(?:es)?|ferry|ferries|sailings?"
        + "|crossings?|services?|trips?|events?|games?|match(?:es)?|races?|concerts?|festivals?|parades?|shows?|activit(?:y|ies))\\b";

    /// <summary>Matches what may follow a verb that has no object: "expired", but not "expired flares".</summary>
    private const string LatinRest = @"(?=\s*(?:$|[^\w\s])|\s+\d{1,2}(?:[:.]\d{2}|\s?[ap]\.?m\b)"
        + @"|\s+(?:for|in|at|on|by|as|after|across|along|and|but|from|to|since|following"
        + @"|this|today|tonight|yesterday|now|early|earlier|late|later|when|while|with|because|due|shortly|just|overnight|before|throughout"
        + @"|around|about|near|everywhere|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)";

    private const string Aside =
        @"(?:bans?|rules?|restrictions?|on|during|for|under|despite|amid|after|before|as|while|in|at|of|to|when|because|with|since)\b";
}
