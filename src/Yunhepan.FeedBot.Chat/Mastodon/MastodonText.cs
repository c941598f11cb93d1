using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Mastodon;

/// <summary>Writes statuses, which are plain text, and counts them as Mastodon does.</summary>
internal static partial class MastodonText
{
    private const int CountedPerLink = 23;
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>Returns the text with its address. It mentions nobody, even if a title contains "@somebody".</summary>
    public static string Write(RenderedMessage rendered)
    {
        var text = AddressedText.Write(new ChatText(
            [.. rendered.Text.Spans.Select(span => span.Text == span.Url ? span : span with { Text = WithoutMentions(span.Text) })]));
        return rendered.Keyboard?.Rows[0][0].Url is { } url ? $"{text}\n\n{url}" : text;
    }

    /// <summary>Returns the number of visible characters; a link counts as 23, however long it is.</summary>
    public static int Count(string status)
    {
        var links = 0;
        var rest = Links.Replace(status, match =>
        {
            if (!IsCountedAsLink(match.Value))
                return match.Value;
            links++;
            return "";
        });
        return (links * CountedPerLink) + new StringInfo(rest).LengthInTextElements;
    }

    // A host without a known ending is no link for Mastodon. What is taken for one although it is short counts with its length here.
    private static bool IsCountedAsLink(string url) =>
        url.Length >= CountedPerLink && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.HostNameType == UriHostNameType.Dns
        && uri.Host.Contains('.', StringComparison.Ordinal);

    private static string WithoutMentions(string text)
    {
        var quiet = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            quiet.Append(text[i]);
            var isMention = text[i] == '@' && i + 1 < text.Length && (char.IsLetterOrDigit(text[i + 1]) || text[i + 1] == '_')
                && (i == 0 || !(char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '_' or '/' or '='));
            if (isMention)
                quiet.Append(ZeroWidthSpace);
        }

        return quiet.ToString();
    }

    [GeneratedRegex(@"https?://[^\s]+", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Links { get; }
}
