using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>Recognises what lists and pages show where they have nothing: 暂无数据, "No results found".</summary>
internal static partial class Placeholder
{
    private const int Longest = 60;

    /// <summary>Returns true for an entry without a text of its own that says that there is none.</summary>
    public static bool IsEntry(string? title, string text) =>
        title is { Length: <= Longest } && text.Length <= Longest && Words.IsMatch(title);

    /// <summary>Returns true for a text that says nothing else.</summary>
    public static bool IsText(string text) => text.Length is > 0 and <= Longest && Words.IsMatch(text);

    [GeneratedRegex(
        @"^\W*(?:(?:抱歉|对不起)[，,！!]?)?(?:(?:暂时?|目前|当前|这里|本栏目)?(?:还|尚)?(?:没有|无|未有)(?:找到|查询到|查到|发布)?(?:相关|更多|任何|最新|符合条件)?的?"
            + @"(?:数据|内容|信息|记录|文章|新闻|公告|通知|消息|结果|资讯|资料)|没有更多|(?:数据|内容)?(?:正在)?加载中|内容为空|列表为空|(?:内容)?(?:建设|更新|整理)中|敬请期待)"
            + @"(?:了|哦|啦|呢)?(?:[，,\s]*(?:敬请期待|请稍[后候等](?:再试)?))?\W*$"
            + @"|^\W*(?:(?:sorry|oops)\W+)?(?:there (?:is|are) (?:currently )?)?(?:no|zero) (?:more )?(?:data|results?|records?|items?"
            + @"|articles?|posts?|content|entries|stories|notices|matches)"
            + @"(?: (?:were )?(?:found|available|to (?:show|display)|yet|here|match\S* .{1,30}))*\W*$"
            + @"|^\W*nothing (?:here|found|to (?:show|see|display))(?: yet| here)*\W*$|^\W*(?:loading|coming soon)\W*$",
        RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Words { get; }
}
