using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Publishing.Text;

namespace Yunhepan.FeedBot.Publishing.Pages;

internal enum ComplaintProblem
{
    Empty,
    TooLong,
    TooMany,
    Full,
}

/// <summary>A complaint as it was typed.</summary>
/// <param name="Problem">Why it cannot be accepted.</param>
internal sealed record ComplaintDraft(string Text, string Contact, ComplaintProblem? Problem = null)
{
    public static ComplaintDraft Parse(string text, string contact)
    {
        // The length is counted like in the page's field, where a line break is one character.
        var (said, reach) = (LegalText.Legal(text).Trim(), LegalText.OneLine(contact));
        return new ComplaintDraft(said, reach, said.Length == 0 ? ComplaintProblem.Empty
            : said.Length > ComplaintBox.LongestText || reach.Length > ComplaintBox.LongestContact ? ComplaintProblem.TooLong : null);
    }
}
