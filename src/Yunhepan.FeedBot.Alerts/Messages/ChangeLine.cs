using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>Writes one change of a correction for its reader.</summary>
internal static class ChangeLine
{
    private static bool SaysItself(string notice) =>
        notice.TrimStart('【', '[', ' ').StartsWith("更正", StringComparison.Ordinal)
        || notice.TrimStart('[', ' ').StartsWith("correction", StringComparison.OrdinalIgnoreCase);

    public static string Format(ArticleChange change, string language)
    {
        var (_, before, after) = change;
        var chinese = LanguageTag.IsChinese(language);
        var field = (change.Field, chinese) switch
        {
            (ChangeOnce.EarlierTitle, true) => "原标题",
            (ChangeOnce.EarlierTitle, false) => "Earlier title",
            ("title", true) => "标题",
            ("title", false) => "Title",
            ("text", true) => "正文",
            ("text", false) => "Text",
            ("number", true) => "数字",
            ("number", false) => "Number",
            ("name", true) => "姓名",
            ("name", false) => "Name",
            ("published" or "time", true) => "时间",
            ("published" or "time", false) => "Time",
            ("origin", true) => "来源",
            ("origin", false) => "Source",
            (ArticleChange.RestoredField, true) => "此前撤回或撤下，现已恢复",
            (ArticleChange.RestoredField, false) => "Restored after it had been withdrawn or taken down",
            ("notice", true) => "更正声明",
            ("notice", false) => "Notice of correction",
            ("author" or "authors", true) => "作者",
            ("author" or "authors", false) => "Author",
            _ => change.Field,
        };
        return (before, after) switch
        {
            // Most notices begin with their own title.
            ("", _) when change.Field == "notice" && SaysItself(after) => after,
            ("", "") when change.Field == ArticleChange.RestoredField => field,
            ("", "") => chinese ? $"{field}有改动" : $"{field} changed",
            ("", _) => $"{field}{(chinese ? "：" : ": ")}{after}",
            (_, "") => $"{field}{(chinese ? "：" : ": ")}{before} → {(chinese ? "（无）" : "(none)")}",
            _ => $"{field}{(chinese ? "：" : ": ")}{before} → {after}",
        };
    }
}
