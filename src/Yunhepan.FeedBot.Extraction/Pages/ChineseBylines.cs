using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Finds the reporters that a Chinese article names in its own text: （记者唐某）, 本报记者 某某 通讯员 某某, 某某/文.</summary>
internal static partial class ChineseBylines
{
    /// <summary>The number of lines at each end of the text that may name them.</summary>
    private const int LinesAtEnd = 4;

    /// <summary>The length of the longest dateline at the beginning of a paragraph.</summary>
    private const int LongestDateline = 60;

    private const int LongestLine = 90;

    public static List<string> Find(PageLines page, BodyCandidate body)
    {
        var (start, end) = (body.Lines.Start.Value, body.Lines.End.Value);
        for (var i = start; i < Math.Min(start + LinesAtEnd, end); i++)
            if (page.All[i].Zone == Zone.Main && AtStart(page, ref i) is { Count: > 0 } named)
                return named;
        for (var i = Math.Min(end + 1, page.All.Count - 1); i >= Math.Max(end - LinesAtEnd, start); i--)
            if (page.All[i].Zone != Zone.Comments && AtEnd(page.All[i].Text) is { Count: > 0 } named)
                return named;
        return [];
    }

    /// <summary>Returns the people that a note in a text names, in order; empty if it names no role.</summary>
    internal static List<string> In(string note)
    {
        var names = new List<string>();
        foreach (Match role in Roles.Matches(note))
        {
            foreach (var part in Apart.Split(Joined.Replace(role.Groups["names"].Value, "${first}${second}")))
            {
                var name = Ends.Replace(part.Trim(), string.Empty);
                // In "文/某网专栏作者 某某" the office precedes the name, and text after the names is no name.
                if (!ChineseNames.IsPerson(name) && names.Count > 0)
                    break;
                if (ChineseNames.IsPerson(name) && !names.Contains(name))
                    names.Add(name);
            }
        }
        // 某某/文
        if (names.Count == 0 && Before.Match(note) is { Success: true } before)
            names.AddRange(Apart.Split(before.Groups["names"].Value).Select(n => n.Trim()).Where(ChineseNames.IsPerson));
        return names;
    }

    private static List<string> AtStart(PageLines page, ref int line)
    {
        var text = page.All[line].Text;
        if (text.Length > LongestLine || page.All[line].IsProse)
            return Noted.Match(text.Length > LongestDateline * 2 ? text[..(LongestDateline * 2)] : text) is { Success: true } note
                && note.Index < LongestDateline
                ? In(note.Groups["note"].Value) : [];
        // 本报记者 某某 on one line, 通讯员 某某 on the next.
        var names = In(text);
        while (names.Count > 0 && line + 1 < page.All.Count && page.All[line + 1] is { IsProse: false, Text.Length: <= LongestLine } next
            && In(next.Text) is { Count: > 0 } more)
        {
            names.AddRange(more.Except(names, StringComparer.Ordinal));
            line++;
        }
        return names;
    }

    private static List<string> AtEnd(string text)
    {
        if (text.Length <= LongestLine && !text.Contains('。', StringComparison.Ordinal))
            return In(text) is { Count: > 0 } told ? told : AtTail.Match(text) is { Success: true, Index: <= 1 } alone
                ? Reporters(alone.Groups["note"].Value) : [];
        return AtTail.Match(text) is { Success: true } note ? Reporters(note.Groups["note"].Value) : [];
    }

    /// <summary>Finds the reporter that （姚某 上海报道） names without the word for one.</summary>
    private static List<string> Reporters(string note)
    {
        if (In(note) is { Count: > 0 } named)
            return named;
        // Reads （某某） and （某某 文/图） after the last word.
        var people = Apart.Split(Joined.Replace(Photographed.Replace(note, string.Empty).Trim(), "${first}${second}"));
        if (people.Length <= 3 && Array.TrueForAll(people, ChineseNames.IsPerson))
            return [.. people];
        var reported = Reported.Match(note);
        return reported.Success && ChineseNames.IsPerson(reported.Groups["name"].Value) ? [reported.Groups["name"].Value] : [];
    }

    [GeneratedRegex(
        @"(记\s*者|通讯员|特派员|实习生|评论员|专栏作者|特约作者|特约撰稿人?|(?<![\u4e00-\u9fff])(采写|撰文|撰稿|作者"
            + @"|文)(?=\s*[:：/／|丨]))\s*[:：/／|丨]?\s*(?<names>[\u4e00-\u9fff、，,\s　]{2,60})", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Roles { get; }

    [GeneratedRegex(
        @"^[\s　（(【]*(本报|本网|本刊)?(?<names>[\u4e00-\u9fff]{2,4}([\s　、][\u4e00-\u9fff]{2,4})?)\s*[/／|丨]\s*(文|撰文|中国|新华|人民|光明"
            + @"|[\u4e00-\u9fff]{2,6}(报|网|社)$)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Before { get; }

    [GeneratedRegex(
        @"[（(【\[](?<note>[^（）()【】\[\]]{0,20}(记\s*者|通讯员|特派员|作者|文[/／:：])[^（）()【】\[\]]{1,40})[）)】\]]", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Noted { get; }

    [GeneratedRegex(@"[（(【\[](?<note>[^（）()【】\[\]]{2,50})[）)】\]]\W{0,3}$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex AtTail { get; }

    [GeneratedRegex(@"[\s　/／]*(文|图|文[/／]图|图[/／]文|图文|摄影报道|报道)$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Photographed { get; }

    [GeneratedRegex(@"^(?<name>[\u4e00-\u9fff]{2,3})[\s　]+[\u4e00-\u9fff]{2,6}报道$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Reported { get; }

    [GeneratedRegex(@"[、，,\s　]+", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Apart { get; }

    /// <summary>Matches names of two characters that are spaced to the width of three.</summary>
    [GeneratedRegex(
        @"(?<![\u4e00-\u9fff])(?<first>[\u4e00-\u9fff])[\s　]+(?<second>[\u4e00-\u9fff])(?![\u4e00-\u9fff])", RegexOptions.ExplicitCapture,
        2000)]
    private static partial Regex Joined { get; }

    [GeneratedRegex(@"(?<=[\u4e00-\u9fff]{2})(摄影报道|综合报道|报道|整合|综合|文|图|摄|摄影)$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Ends { get; }
}
