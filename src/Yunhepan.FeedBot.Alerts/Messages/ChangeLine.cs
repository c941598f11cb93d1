using System.Diagnostics;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>Writes one change of a correction for its reader.</summary>
internal static class ChangeLine
{
    /// <summary>The number of characters that two passages may share without being shortened.</summary>
    private const int LongestShared = 24;

    private const int Context = 8;

    private static bool SaysItself(string notice) =>
        notice.TrimStart('【', '[', ' ').StartsWith("更正", StringComparison.Ordinal)
        || notice.TrimStart('[', ' ').StartsWith("correction", StringComparison.OrdinalIgnoreCase);

    public static string Format(ListedChange listed, string language)
    {
        var (field, before, after) = listed.Change;
        var chinese = LanguageTag.IsChinese(language);
        var colon = chinese ? "：" : ": ";
        if (listed.IsTitleAbove)
            return $"{(chinese ? "原标题" : "Earlier title")}{colon}{before}";
        var name = NameOf(field, chinese);
        (before, after) = Focus(before, after);
        return (before, after) switch
        {
            // Most notices begin with their own title.
            ("", _) when field == ChangedField.Notice && SaysItself(after) => after,
            ("", "") => field == ChangedField.Restored ? name : chinese ? $"{name}有改动" : $"{name} changed",
            ("", _) => $"{name}{colon}{after}",
            (_, "") => $"{name}{colon}{before} → {(chinese ? "（无）" : "(none)")}",
            _ => $"{name}{colon}{before} → {after}",
        };
    }

    /// <summary>Shortens two long passages to where they differ, so that nobody has to search for the changed word.</summary>
    private static (string Before, string After) Focus(string before, string after)
    {
        var start = before.AsSpan().CommonPrefixLength(after);
        var end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)])
            end++;
        if (before.Length == 0 || after.Length == 0 || start + end < LongestShared)
            return (before, after);
        // Words stay whole.
        for (start = Math.Max(0, start - Context); start > 0 && IsWithinWord(before, start); start--)
        {
        }

        for (end = Math.Max(0, end - Context); end > 0 && IsWithinWord(before, before.Length - end); end--)
        {
        }

        return (Cut(before), Cut(after));

        string Cut(string text) => (start > 0 ? "…" : "") + text[start..^end] + (end > 0 ? "…" : "");
    }

    private static bool IsWithinWord(string text, int at) => char.IsLowSurrogate(text[at])
        || (char.IsAsciiLetterOrDigit(text[at]) && char.IsAsciiLetterOrDigit(text[at - 1]));

    private static string NameOf(ChangedField field, bool chinese) => (field, chinese) switch
    {
        (ChangedField.Title, true) => "标题",
        (ChangedField.Title, false) => "Title",
        (ChangedField.Text, true) => "正文",
        (ChangedField.Text, false) => "Text",
        (ChangedField.Number, true) => "数字",
        (ChangedField.Number, false) => "Number",
        (ChangedField.Name, true) => "姓名",
        (ChangedField.Name, false) => "Name",
        (ChangedField.Time, true) => "时间",
        (ChangedField.Time, false) => "Time",
        (ChangedField.Origin, true) => "来源",
        (ChangedField.Origin, false) => "Source",
        (ChangedField.Restored, true) => "此前撤回或撤下，现已恢复",
        (ChangedField.Restored, false) => "Restored after it had been withdrawn or taken down",
        (ChangedField.Notice, true) => "更正声明",
        (ChangedField.Notice, false) => "Notice of correction",
        // The raiser leaves the other fields out: they are not corrections of the text.
        _ => throw new UnreachableException($"no text for a change of {field}"),
    };
}
