using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Writing;

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
        var (said, reach) = (PlainText.Legal(text).Trim(), PlainText.OneLine(contact));
        return new ComplaintDraft(said, reach, said.Length == 0 ? ComplaintProblem.Empty
            : said.Length > ComplaintBox.LongestText || reach.Length > ComplaintBox.LongestContact ? ComplaintProblem.TooLong : null);
    }
}

/// <summary>The form of a complaint about one article, and the page after it.</summary>
internal static class ComplaintPage
{
    public static Html Form(PageContext page, Article article, ComplaintDraft draft)
    {
        var texts = page.Texts;
        var item = page.ItemOf(article);
        var problem = draft.Problem is { } found ? texts.ProblemOf(found) : null;
        return PageLayout.Render(page, new PageFrame(texts.Complaint, texts.ComplaintHint, FeedTopic.All) { IsIndexed = false }, Html.Of($"""
            <div class="wrap"><div class="reading complaint">
            <nav class="crumbs" aria-label="breadcrumb"><a href="{page.Link("/")}">{texts.Home}</a></nav>
            <h1>{texts.Complaint}</h1>
            <p{ArticleList.Language(page, item)}><a href="{page.Link("/article/" + article.PublicId)}">{item.Title}</a></p>
            <p class="hint">{texts.ComplaintHint}</p>
            {Html.If(problem is not null, $"""<p class="notice" role="alert" id="problem">{problem}</p>""")}
            <form method="post" action="{page.Link($"/article/{article.PublicId}/complaint")}">
            <p><label for="text">{texts.ComplaintText}</label><textarea id="text" name="text" rows="8" maxlength="{ComplaintBox.LongestText}" required{Html.If(problem is not null, $""" aria-describedby="problem" """)}>{PlainText.Shortened(draft.Text, ComplaintBox.LongestText)}</textarea></p>
            <p><label for="contact">{texts.ComplaintContact}</label><input id="contact" name="contact" maxlength="{ComplaintBox.LongestContact}" autocomplete="email" value="{PlainText.Shortened(draft.Contact, ComplaintBox.LongestContact)}" aria-describedby="contact-hint"><span class="hint" id="contact-hint">{texts.ComplaintContactHint}</span></p>
            <p class="actions"><button class="button primary">{texts.ComplaintSend}</button></p>
            </form></div></div>
            """));
    }

    public static Html Received(PageContext page) =>
        PageLayout.Render(page, new PageFrame(page.Texts.ComplaintReceived, page.Texts.ComplaintReceivedHint, FeedTopic.All) { IsIndexed = false }, Html.Of($"""
            <div class="wrap fault"><h1>{page.Texts.ComplaintReceived}</h1><p>{page.Texts.ComplaintReceivedHint}</p>
            <p class="actions"><a class="button primary" href="{page.Link("/")}">{page.Texts.BackHome}</a></p></div>
            """));
}
