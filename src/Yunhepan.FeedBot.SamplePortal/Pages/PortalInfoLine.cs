using Yunhepan.FeedBot.SamplePortal.Content;

using static Yunhepan.FeedBot.SamplePortal.Pages.PageText;

namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>Renders the line below the title with date, origin and author, spelled differently in every channel.</summary>
internal static class PortalInfoLine
{
    public static string Render(PortalArticle article)
    {
        var (source, author, editor) = (Encode(article.Text.Source), Encode(article.Text.Author), Encode(article.Text.Editor));
        return article.Text.Channel switch
        {
            "news" => $"时间:{Date(article, "yyyy-MM-dd HH:mm")}来源:{source}{(author.Length == 0 ? "" : $"作者:{author}")}",
            "education" =>
                $"<small>时间:</small>{Date(article, "yyyy-MM-dd HH:mm")}<small>来源:</small>{source} <small>作者:</small>{Known(
                    author)} <small>点击:</small>{Clicks(article)}次",
            "health" => $"来源：{source} 作者：{Known(author)} 编辑：{Known(editor)} {Date(article, "yyyy年M月d日 HH:mm")}",
            "food" =>
                $"发布时间：{Date(article, "yyyy-MM-dd HH:mm")} | 作者：{Known(
                    author)} | 来源：{source} | 字号：<a href=\"#\">大</a> <a href=\"#\">中</a> <a href=\"#\">小</a>",
            "hot" => $"{Date(article, "yyyy年MM月dd日 HH:mm")}　来源：{source}　<a href=\"#pl\">我要评论({article.Id % 13})</a>",
            _ => $"发布日期：{Date(article, "yyyy/MM/dd HH:mm:ss")}　信息来源：{source}　浏览次数：{Clicks(article)}",
        };
    }

    private static string Known(string name) => name.Length == 0 ? "佚名" : name;
}
