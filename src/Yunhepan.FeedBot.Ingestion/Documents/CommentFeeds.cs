using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>Recognises feeds of comments, which are the last choice because comments are not what a site publishes.</summary>
internal static partial class CommentFeeds
{
    /// <param name="url">The absolute address of the feed.</param>
    /// <param name="title">What the feed, or the link to it, is called; null if nothing is known.</param>
    public static bool IsOne(string url, string? title) =>
        (Uri.TryCreate(url, UriKind.Absolute, out var address) && Address.IsMatch(address.PathAndQuery)) || Title.IsMatch(title ?? "");

    // Not "commentary", which a paper writes itself.
    [GeneratedRegex("comments?(?![a-z])", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Address { get; }

    // As publishing programs name them, and their links: "Blog » Comments Feed". A column named 今日评论 is what the site publishes.
    [GeneratedRegex(
        "^(?:comments|kommentare|commentaires|comentarios)(?: |$)|\\bcomments? feed\\b|^(?:最新|最近)(?:评论|留言|評論|迴響)"
        + "|的?(?:评论|留言|評論|迴響|回應)(?:订阅|訂閱|feed)$|的(?:评论|留言|評論|迴響|回應)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Title { get; }
}
