using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Mail;

/// <summary>
/// Writes the mails: the text, and the same text in simple HTML. Foreign words can become neither a header nor markup: they are one line
/// in the subject, which MimeKit encodes (RFC 2047), and escaped in the HTML.
/// </summary>
internal sealed class MailLetter(IOptions<MailOptions> options, CurrentCatalogue catalogue, MailLinks links, TimeProvider time)
{
    private const int MaxSubject = 150;

    public async Task<MimeMessage> WriteAsync(
        OutgoingMessage message, ChatText text, Target target, CancellationToken cancellationToken)
    {
        var texts = MailTexts.For(message.Language);
        var site = Line(catalogue.Catalogue.Site.Title.For(message.Language));
        var from = MailboxAddress.Parse(options.Value.From!);
        if (string.IsNullOrEmpty(from.Name))
            from.Name = site;
        var domain = from.GetAddress(idnEncode: true).Split('@')[^1];
        var unsubscribe = await links.UnsubscribeAsync(target, cancellationToken);
        var letter = new MimeMessage
        {
            // The same for every attempt, so that mailboxes can recognise a repetition.
            MessageId = $"{MessageTraits.KeyOf(message)}@{domain}",
            Date = time.GetUtcNow(),
            Subject = SubjectOf(message, text),
            Body = Body(text.Line().Line().Add("--").Line().Append(Footer(texts, site, unsubscribe)), message.Language),
        };
        letter.From.Add(from);
        letter.To.Add(new MailboxAddress(null, AddressOf(target)));
        if (options.Value.ReplyTo is { } replyTo)
            letter.ReplyTo.Add(MailboxAddress.Parse(replyTo));
        if (MessageTraits.UrgencyOf(message) == Urgency.Urgent)
            letter.Importance = MessageImportance.High;
        // Nobody's notice of absence shall answer (RFC 3834, and Exchange's own).
        letter.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        letter.Headers.Add("X-Auto-Response-Suppress", "All");
        letter.Headers.Add(HeaderId.ListId, $"<alerts.{domain}>");
        if (unsubscribe is not null)
            AddUnsubscribe(letter, unsubscribe);
        if (message.Earlier is { } earlier)
        {
            letter.InReplyTo = earlier.MessageId;
            letter.References.Add(earlier.MessageId);
        }

        return letter;
    }

    /// <summary>Returns the address of a target, without <c>mailto:</c>.</summary>
    public static string AddressOf(Target target) => target.Url["mailto:".Length..];

    // RFC 8058 wants https for a click without a page.
    private static void AddUnsubscribe(MimeMessage letter, string unsubscribe)
    {
        letter.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe}>");
        if (unsubscribe.StartsWith("https:", StringComparison.Ordinal))
            letter.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    // A correction keeps the subject, so that it stands below the first mail, but never without its mark: many read no more than that.
    private static string SubjectOf(OutgoingMessage message, ChatText text)
    {
        var headline = Line(TargetJson.Divide(text).Headline);
        if (message.Earlier is null)
            return headline;
        if (message is OutgoingMessage.OneArticle { Alert: { Kind: AlertKind.Corrected, TitleBefore: { } before } alert }
            && ChatText.HasWords(before))
            headline = $"{AlertText.Mark(alert, ChatTexts.For(alert.Language))} · {Line(before)}";
        return "Re: " + headline;
    }

    private static string Line(string text) => ChatText.Shorten(AlertText.OneLine(ChatCharacters.Clean(text)), MaxSubject);

    private static ChatText Footer(MailTexts texts, string site, string? unsubscribe)
    {
        var footer = ChatText.From(texts.SentBy(site));
        return unsubscribe is null ? footer : footer.Line().Link(texts.Unsubscribe, unsubscribe);
    }

    private static MultipartAlternative Body(ChatText text, string language)
    {
        var html = $"""
            <!DOCTYPE html>
            <html lang="{WebUtility.HtmlEncode(language)}"><head><meta charset="utf-8"></head>
            <body style="font-family:sans-serif;max-width:40em">{ChatHtml.Page.Write(text)}</body></html>
            """;
        return [Part(TextFormat.Plain, AddressedText.Write(text)), Part(TextFormat.Html, html)];
    }

    private static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format) { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, text);
        return part;
    }
}
