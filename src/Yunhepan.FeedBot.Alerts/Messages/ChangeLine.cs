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
        var colon = OwnText.Choose(language, "：", ": ", "：", ": ");
        if (listed.IsTitleAbove)
            return OwnText.Choose(language, "原标题", "Earlier title", "以前の題名", "Título anterior") + colon + before;
        var name = NameOf(field, language);
        (before, after) = Focus(before, after);
        return (before, after) switch
        {
            // Most notices begin with their own title.
            ("", _) when field == ChangedField.Notice && SaysItself(after) => after,
            ("", "") => field == ChangedField.Restored ? name
                : OwnText.Choose(language, $"{name}有改动", $"{name} changed", $"{name}が変更されました", $"Cambio: {name}"),
            ("", _) => $"{name}{colon}{after}",
            (_, "") => $"{name}{colon}{before} → {OwnText.Choose(language, "（无）", "(none)", "（なし）", "(nada)")}",
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

    private static string NameOf(ChangedField field, string language) => field switch
    {
        ChangedField.Title => OwnText.Choose(language, "标题", "Title", "題名", "Título"),
        ChangedField.Text => OwnText.Choose(language, "正文", "Text", "本文", "Texto"),
        ChangedField.Number => OwnText.Choose(language, "数字", "Number", "数", "Número"),
        ChangedField.Name => OwnText.Choose(language, "姓名", "Name", "氏名", "Nombre"),
        ChangedField.Time => OwnText.Choose(language, "时间", "Time", "日時", "Fecha u hora"),
        ChangedField.Origin => OwnText.Choose(language, "来源", "Source", "出典", "Fuente"),
        ChangedField.Restored => OwnText.Choose(
            language, "此前撤回或撤下，现已恢复", "Restored after it had been withdrawn or taken down",
            "取り消しまたは掲載停止の後、再掲載", "Publicado de nuevo tras haberse retirado"),
        ChangedField.Notice => OwnText.Choose(language, "更正声明", "Notice of correction", "訂正のお知らせ", "Aviso de corrección"),
        // The raiser leaves the other fields out: they are not corrections of the text.
        _ => throw new UnreachableException($"no text for a change of {field}"),
    };
}
