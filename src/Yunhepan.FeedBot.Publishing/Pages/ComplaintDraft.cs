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
/// <param name="Problem">Why it cannot be taken as it is.</param>
internal sealed record ComplaintDraft(string Text, string Contact, ComplaintProblem? Problem = null)
{
    public static ComplaintDraft Parse(string text, string contact)
    {
        // As long as a page's field counts it: line ends are one character there.
        var (said, reach) = (LegalText.Legal(text).Trim(), LegalText.OneLine(contact));
        return new ComplaintDraft(said, reach, said.Length == 0 ? ComplaintProblem.Empty
            : said.Length > ComplaintBox.LongestText || reach.Length > ComplaintBox.LongestContact ? ComplaintProblem.TooLong : null);
    }
}
