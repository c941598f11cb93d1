using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Matrix;

/// <summary>
/// Sends to rooms of Matrix (https://spec.matrix.org/v1.11/client-server-api). The address of a target is that of its room:
/// <c>https://server/_matrix/client/v3/rooms/!room:server</c>. Transaction ids make a repetition the same event, so that nothing
/// arrives twice.
/// </summary>
internal sealed class MatrixPlatform(TargetClient targets) : IChatPlatform
{
    private const string Name = "matrix";

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = TargetKind.Matrix, CanEdit = true, CanDelete = true, HasOneServer = false,
        // Of the whole event, to which the server adds some.
        MaxText = 64_000, TextUnit = TextUnit.Bytes,
    };

    // What Synapse allows a user by default: ten at once, and then one in five seconds.
    public SendLimits Limits { get; } = SendLimits.None with { Further = [new SendLimit(LimitScope.Chat, 10, TimeSpan.FromSeconds(50))] };

    public async Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var key = MessageTraits.KeyOf(message);
        var sent = await PutAsync(chat, $"send/m.room.message/{key}", Write(message, edited: null).Markup, cancellationToken);
        // The event may be that of an earlier attempt, with the text of then.
        return sent is SendResult.Sent { MessageId: var id } && MessageTraits.MayHaveChanged(message)
            && await ReadBodyAsync(chat, id, cancellationToken) != MatrixContent.BodyOf(Write(message, edited: null).Message)
            ? await ReplaceAsync(chat, id, message, cancellationToken) : sent;
    }

    public async Task<SendResult> EditAsync(
        ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!MessageTraits.MustVanish(message))
            return await ReplaceAsync(chat, messageId, message, cancellationToken);
        // Clients show the earlier versions of an edited event, so it is redacted. That it was taken down is said before.
        var key = MessageTraits.KeyOf(message);
        if (message is OutgoingMessage.OneArticle { Alert.IsForgotten: false }
            && await PutAsync(chat, $"send/m.room.message/{key}", Write(message, edited: null).Markup, cancellationToken)
                is not SendResult.Sent and var notSaid)
            return notSaid;
        var redacted = await PutAsync(chat, $"redact/{Escape(messageId)}/{key}-redact", "{}", cancellationToken);
        return redacted is SendResult.Sent ? new SendResult.Sent(messageId) { Deleted = true } : redacted;
    }

    private async Task<SendResult> ReplaceAsync(
        ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var json = Write(message, messageId).Markup;
        // The text is part of the id: a later state of the article is another edit.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16];
        var edited = await PutAsync(
            chat, $"send/m.room.message/{MessageTraits.KeyOf(message)}-{hash}", json, cancellationToken);
        return edited is SendResult.Sent ? new SendResult.Sent(messageId) : edited;
    }

    private (RenderedMessage Message, string Markup) Write(OutgoingMessage message, string? edited) =>
        TargetText.Write(message, Capabilities, rendered => MatrixContent.Write(message, rendered, edited));

    private async Task<SendResult> PutAsync(ChatAddress chat, string path, string json, CancellationToken cancellationToken)
    {
        var result = await targets.SendAsync(
            chat, TargetKind.Matrix,
            target => TargetJson.Request(HttpMethod.Put, $"{target.Url.TrimEnd('/')}/{path}", json).Authorize(target),
            MatrixAnswer.Read, cancellationToken);
        return result is SendResult.Unknown unknown ? unknown with { MayRepeat = true } : result;
    }

    /// <returns>The text that the event shows, before any edit; null if it cannot be read.</returns>
    private async Task<string?> ReadBodyAsync(ChatAddress chat, string eventId, CancellationToken cancellationToken)
    {
        string? body = null;
        await targets.SendAsync(
            chat, TargetKind.Matrix,
            target => new HttpRequestMessage(HttpMethod.Get, $"{target.Url.TrimEnd('/')}/event/{Escape(eventId)}").Authorize(target),
            response =>
            {
                body = response.IsSuccess && response.Json() is { } json && json.TryGetProperty("content", out var content)
                    && content.ValueKind == JsonValueKind.Object && content.TryGetProperty("body", out var text)
                    && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
                return null;
            },
            cancellationToken);
        return body;
    }

    private static string Escape(string eventId) => Uri.EscapeDataString(eventId);
}
