using Yunhepan.FeedBot.SamplePortal.Content;

using static Yunhepan.FeedBot.SamplePortal.Pages.PageText;

namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>The parts of one page of an article, which the layout arranges.</summary>
internal sealed record ArticleParts(PortalArticle Article, PortalChannel Channel, int Page)
{
    public required string Related { get; init; }

    public required string Neighbours { get; init; }

    public string Title => Encode(Article.Text.Title);

    public string Info => PortalInfoLine.Render(Article);

    public string Licence => Article.Text.Source == "本站原创"
        ? $"版权声明：凡本网注明“本站原创”的作品，版权均属于{PortalFrame.SiteName}，转载请注明出处。"
        : $"免责声明：本网转载此文出于传递更多信息之目的，并不意味着赞同其观点。如涉及版权问题，请与{PortalFrame.SiteName}联系。";

    public string Editor => $"(责任编辑：{(Article.Text.Editor.Length == 0 ? "admin" : Encode(Article.Text.Editor))})";

    public string Picture => Article.Text.Image && Page == 1
        ? $"""<p align="center"><img src="/pic/{Article.Id}.png" width="400" height="300" border="0" alt="{Title}" /></p>"""
        : "";

    /// <summary>The paragraphs of this page, with the correction below the last one.</summary>
    public IEnumerable<string> Paragraphs
    {
        get
        {
            var (text, split) = (Article.Text.Paragraphs, Article.Text.BreakAfter);
            var mine = split == 0 ? text : Page == 1 ? text.Take(split) : text.Skip(split);
            var note = IsLastPage && Article.CorrectionNote is { } correction ? [correction] : Array.Empty<string>();
            return mine.Concat(note).Select(Encode);
        }
    }

    public string Pages => Article.Text.BreakAfter == 0 ? "" : $"""
        <div class="dede_pages"><ul class="pagelist"><li><a>共2页: </a></li>
        {(Page == 1 ? "<li><a href='#'>上一页</a></li>" : $"<li><a href='{Article.Path}'>上一页</a></li>")}
        {(Page == 1 ? "<li class=\"thisclass\"><a href='#'>1</a></li>" : $"<li><a href='{Article.Path}'>1</a></li>")}
        {(Page == 2 ? "<li class=\"thisclass\"><a href='#'>2</a></li>" : $"<li><a href='{Article.SecondPagePath}'>2</a></li>")}
        {(Page == 2 ? "<li><a href='#'>下一页</a></li>" : $"<li><a href='{Article.SecondPagePath}'>下一页</a></li>")}
        </ul></div>
        """;

    private bool IsLastPage => Article.Text.BreakAfter == 0 || Page == 2;
}
