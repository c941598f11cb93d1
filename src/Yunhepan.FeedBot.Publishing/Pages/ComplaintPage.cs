using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Publishing.Text;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Pages;

internal enum ComplaintProblem
{
    Empty,
    TooLong,
    TooMany,
    Full,
}

/// <summary>A complaint as it was typed.</summary>
/// <param name="Problem">Why it cannot be taken as it is.</param>
internal sealed record ComplaintDraft(string Text, string Contact, ComplaintProblem? Problem = null)
{
    public static ComplaintDraft Of(string text, string contact)
    {
        // As long as a page's field counts it: line ends are one character there.
        var (said, reach) = (LegalText.Legal(text).Trim(), LegalText.OneLine(contact));
        return new ComplaintDraft(said, reach, said.Length == 0 ? ComplaintProblem.Empty
            : said.Length > ComplaintBox.LongestText || reach.Length > ComplaintBox.LongestContact ? ComplaintProblem.TooLong : null);
    }
}

/// <summary>The form of a complaint about one article, and the page after it.</summary>
internal static class ComplaintPage
{
    public static Html Form(PageRequest page, Article article, ComplaintDraft draft)
    {
        var texts = page.Texts;
        var item = page.ItemOf(article);
        var problem = draft.Problem is { } found ? texts.ProblemOf(found) : null;
        return PageLayout.Render(
            page, new PageFrame(texts.Complaint, texts.ComplaintHint, FeedTopic.All) { IsIndexed = false }, Html.Of($"""
            <div class="wrap"><div class="reading complaint">
            <nav class="crumbs" aria-label="breadcrumb"><a href="{page.Link("/")}">{texts.Home}</a></nav>
            <h1>{texts.Complaint}</h1>
            <p{ArticleList.Language(page, item)}><a href="{page.Link("/article/" + article.PublicId)}">{item.Title}</a></p>
            <p class="hint">{texts.ComplaintHint}</p>
            {Html.If(problem is not null, $"""<p class="notice" role="alert" id="problem">{problem}</p>""")}
            <form method="post" action="{page.Link($"/article/{article.PublicId}/complaint")}">
            <p><label for="text">{texts.ComplaintText}</label>{TextField(draft, problem is not null)}</p>
            <p><label for="contact">{texts.ComplaintContact}</label>{ContactField(draft, texts.ComplaintContactHint)}</p>
            <p class="actions"><button class="button primary">{texts.ComplaintSend}</button></p>
            </form></div></div>
            """));
    }

    private static Html TextField(ComplaintDraft draft, bool hasProblem)
    {
        var text = LegalText.Shortened(draft.Text, ComplaintBox.LongestText);
        var described = Html.If(hasProblem, $""" aria-describedby="problem" """);
        var bounds = Html.Of($"""rows="8" maxlength="{ComplaintBox.LongestText}" required{described}""");
        return Html.Of($"""<textarea id="text" name="text" {bounds}>{text}</textarea>""");
    }

    private static Html ContactField(ComplaintDraft draft, string hint)
    {
        var contact = LegalText.Shortened(draft.Contact, ComplaintBox.LongestContact);
        var bounds = Html.Of($"""maxlength="{ComplaintBox.LongestContact}" autocomplete="email" value="{contact}" """);
        var input = Html.Of($"""<input id="contact" name="contact" {bounds}aria-describedby="contact-hint">""");
        return Html.Of($"""{input}<span class="hint" id="contact-hint">{hint}</span>""");
    }

    public static Html Received(PageRequest page) =>
        PageLayout.Render(
            page, new PageFrame(page.Texts.ComplaintReceived, page.Texts.ComplaintReceivedHint, FeedTopic.All) { IsIndexed = false },
            Html.Of($"""
            <div class="wrap fault"><h1>{page.Texts.ComplaintReceived}</h1><p>{page.Texts.ComplaintReceivedHint}</p>
            <p class="actions"><a class="button primary" href="{page.Link("/")}">{page.Texts.BackHome}</a></p></div>
            """));
}
