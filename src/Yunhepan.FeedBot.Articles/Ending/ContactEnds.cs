using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>
/// Finds clauses that report contact with the person sought: 已与孩子取得联系. Contact with the family, and the last contact before
/// somebody went missing, is no end.
/// </summary>
internal static partial class ContactEnds
{
    /// <summary>Returns who was contacted; null if the clause reports no contact.</summary>
    public static string? Whom(string clause) =>
        clause.Contains("联系", StringComparison.Ordinal) && Contact.Match(clause) is { Success: true } match && !Earlier.IsMatch(clause)
            ? match.Groups["whom"].Value : null;

    private const string Made = "(?:取得了?联系|联系上)了?$";

    [GeneratedRegex(
        "(?:已|已经|终于|成功)(?:成功|重新)?[与和同跟](?<whom>[^，。的]{1,16}?)(?:本人)?" + Made
            + "|^(?<whom>[^，。的]{1,12}?)(?:目前|现)?(?:已|已经)(?:[与和同跟](?:家人|亲人|父母|家属|家长|警方|民警))?" + Made,
        RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Contact { get; }

    [GeneratedRegex("最后|最近一次|曾|未|没|无法|尝试|失去", RegexOptions.None, 5_000)]
    private static partial Regex Earlier { get; }
}
