using System.Text;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Matrix;

/// <summary>Writes the content of events in JSON: the text, and the same text in the few tags of HTML that we need, escaped.</summary>
internal static class MatrixContent
{
    // With so many bytes only the plain text is sent.
    private const int MostBytesWithHtml = 60_000;

    /// <param name="edited">The event that is replaced by this one; null for a new message.</param>
    public static string Write(OutgoingMessage message, RenderedMessage rendered, string? edited)
    {
        var json = TargetJson.Write(Compose(message, rendered.Text, edited, withHtml: true));
        return Encoding.UTF8.GetByteCount(json) <= MostBytesWithHtml ? json
            : TargetJson.Write(Compose(message, rendered.Text, edited, withHtml: false));
    }

    /// <summary>Returns the text of an event, as a client without HTML shows it.</summary>
    public static string BodyOf(RenderedMessage rendered) => AddressedText.Write(rendered.Text);

    private static JsonObject Compose(OutgoingMessage message, ChatText text, string? edited, bool withHtml)
    {
        var content = Text(message, text, withHtml);
        if (edited is not null)
        {
            // What is outside of the new content is for clients that do not know edits.
            var replacement = Text(message, ChatText.From("* ").Append(text), withHtml: false);
            replacement["m.new_content"] = content;
            replacement["m.relates_to"] = new JsonObject { ["rel_type"] = "m.replace", ["event_id"] = edited };
            return replacement;
        }

        if (message.Earlier is { } earlier)
            content["m.relates_to"] = new JsonObject { ["m.in_reply_to"] = new JsonObject { ["event_id"] = earlier.MessageId } };
        return content;
    }

    private static JsonObject Text(OutgoingMessage message, ChatText text, bool withHtml)
    {
        var content = new JsonObject
        {
            // By the usual rules of clients, a notice makes no sound.
            ["msgtype"] = MessageTraits.UrgencyOf(message) == Urgency.Silent ? "m.notice" : "m.text",
            ["body"] = AddressedText.Write(text),
            // Nobody is mentioned, even if a title contains "@room".
            ["m.mentions"] = new JsonObject(),
        };
        if (withHtml)
            (content["format"], content["formatted_body"]) = ("org.matrix.custom.html", ChatHtml.Page.Write(text));
        return content;
    }
}
