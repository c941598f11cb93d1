using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Finds the author of an article where no label names one.</summary>
internal static partial class Reporters
{
    private const int Most = 6;

    /// <summary>Returns the author that platforms show before the account: <c>原创 writer account</c>.</summary>
    public static IEnumerable<string> ForAccount(string account, IReadOnlyList<TextLine> lines, int first, int last)
    {
        for (var i = first; i < last; i++)
            if (Original.Match(lines[i].Text) is { Success: true } line && line.Groups["account"].Value == account)
                yield return line.Groups["writer"].Value;
    }

    /// <summary>Finds Chinese reporters, who are named in the text itself or alone between title and text.</summary>
    public static IReadOnlyList<string> InChinese(PageLines lines, BodyCandidate body, FoundTitle? title, int firstProse)
    {
        string[] told = [.. ChineseBylines.Find(lines, body).Take(Most)];
        if (told.Length > 0 || title?.Line is not { } at)
            return told;
        for (var i = at + 1; i < Math.Min(at + Most, firstProse); i++)
            if (lines.All[i] is { Zone: Zone.Main, IsLinks: false } line
                && Marks.Replace(line.Text, string.Empty) is var name && ChineseNames.IsPerson(name))
                return [name];
        return [];
    }

    /// <summary>Finds a Korean reporter: the word for a reporter follows the name.</summary>
    public static string? InKorean(string line) =>
        KoreanReporter.Match(line) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex(@"[\s□■○●◎◇◆★☆]+|(?<=[\u4e00-\u9fff]{2}\s*)(整理|采写|编写|撰文)$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Marks { get; }

    [GeneratedRegex(@"^(原创|首发)[\s:：]+(?<writer>\S{2,20})\s+(?<account>\S{2,24})(\s|$)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Original { get; }

    [GeneratedRegex(@"(?<![가-힣])(?<name>[가-힣]{2,4})\s*((선임|인턴|수습|전문)\s*)?기자", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex KoreanReporter { get; }
}
