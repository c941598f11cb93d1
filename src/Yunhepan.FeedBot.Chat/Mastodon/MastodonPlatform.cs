using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Mastodon;

/// <summary>
/// Publishes statuses of a Mastodon account (https://docs.joinmastodon.org/methods/statuses). The address of a target is
/// <c>https://server/api/v1/statuses</c>, with <c>?visibility=unlisted</c> for another visibility than the account's usual one. A status
/// that is sent again with the same key within an hour is the same status.
/// </summary>
internal sealed class MastodonPlatform(TargetClient targets, MastodonPictures pictures, TimeProvider time) : IChatPlatform
{
    private const string Name = "mastodon";
    private const int MaxDescription = 1000;

    private readonly MastodonAnswer _answer = new(time);

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = TargetKind.Mastodon, CanEdit = true, CanDelete = true, HasPhotos = true, HasPreviews = true, HasOneServer = false,
        MaxText = 500, TextUnit = TextUnit.Characters,
    };

    // 300 statuses in three hours and 300 requests in five minutes are allowed; a status may take three requests.
    public SendLimits Limits { get; } = SendLimits.None with
    {
        Further = [new SendLimit(LimitScope.Chat, 290, TimeSpan.FromHours(3)), new SendLimit(LimitScope.Chat, 90, TimeSpan.FromMinutes(5))],
    };

    public async Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var (rendered, status) = Write(message);
        var picture = rendered.PhotoUrl is { } photo && MessageTraits.AlertOf(message) is { } alert
            ? await pictures.UploadAsync(
                chat, photo, Text.ChatText.Shorten(AlertText.OneLine(alert.Title), MaxDescription),
                MessageTraits.UrgencyOf(message) == Urgency.Urgent, cancellationToken)
            : null;
        var key = MessageTraits.KeyOf(message);
        var answersTo = message.Earlier is { } earlier ? MastodonId.Parse(earlier.MessageId).Status : null;
        var sent = await PostAsync(chat, message, status, key, picture, answersTo, cancellationToken);
        // It may be the picture that is refused, or the status that it answers to is gone.
        if (sent is SendResult.Rejected or SendResult.MessageGone && (picture ?? answersTo) is not null)
            sent = await PostAsync(chat, message, status, key, picture: null, answersTo: null, cancellationToken);
        // The status may be that of an earlier attempt, with the text of then. An edit to the same text changes nothing.
        return sent is SendResult.Sent { MessageId: var id } && MessageTraits.MayHaveChanged(message)
            ? await PutAsync(chat, MastodonId.Parse(id), message, cancellationToken) : sent;
    }

    public async Task<SendResult> EditAsync(
        ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var id = MastodonId.Parse(messageId);
        if (MessageTraits.MustVanish(message))
            return await DeleteAsync(chat, id, message, cancellationToken);
        var edited = await PutAsync(chat, id, message, cancellationToken);
        if (edited is not SendResult.MessageGone)
            return edited;
        // The server cannot edit, or the status was deleted: then there is nothing to answer to either.
        var key = MessageTraits.KeyOf(message) + "-reply";
        return await PostAsync(chat, message, Write(message).Status, key, picture: null, id.Status, cancellationToken);
    }

    private (RenderedMessage Rendered, string Status) Write(OutgoingMessage message) =>
        // Rendered as for a button, the address is written by MastodonText, which knows how little it counts.
        TargetText.Write(message, Capabilities with { HasButtons = true }, MastodonText.Write, MastodonText.Count);

    // The history of an edited status is public, so it is deleted. That it was taken down is said before.
    private async Task<SendResult> DeleteAsync(
        ChatAddress chat, MastodonId id, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (message is OutgoingMessage.OneArticle { Alert.IsForgotten: false }
            && await PostAsync(
                chat, message, Write(message).Status, MessageTraits.KeyOf(message), picture: null, answersTo: null, cancellationToken)
                is not SendResult.Sent and var notSaid)
            return notSaid;
        var gone = new SendResult.Sent(id.ToString()) { Deleted = true };
        return await CallAsync(
            chat, target => new HttpRequestMessage(HttpMethod.Delete, $"{AddressOf(target)}/{id.Status}?delete_media=true"),
            response => response.IsSuccess || response.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone ? gone
                : _answer.Read(response),
            cancellationToken);
    }

    private Task<SendResult> PutAsync(ChatAddress chat, MastodonId id, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var (rendered, status) = Write(message);
        var json = new JsonObject { ["status"] = status, ["language"] = message.Language };
        // What is not named again is removed.
        if (id.Picture is { } picture && rendered.PhotoUrl is not null)
            json["media_ids"] = new JsonArray(picture);
        return CallAsync(
            chat, target => TargetJson.Request(HttpMethod.Put, $"{AddressOf(target)}/{id.Status}", TargetJson.Write(json)),
            response => response.IsSuccess ? new SendResult.Sent(id.ToString())
                : response.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented
                    ? new SendResult.MessageGone("the status cannot be edited") : _answer.Read(response),
            cancellationToken);
    }

    private Task<SendResult> PostAsync(
        ChatAddress chat, OutgoingMessage message, string status, string key, string? picture, string? answersTo,
        CancellationToken cancellationToken) =>
        CallAsync(
            chat,
            target =>
            {
                var json = new JsonObject { ["status"] = status, ["language"] = message.Language };
                if (QueryHelpers.ParseQuery(new Uri(target.Url).Query).TryGetValue("visibility", out var visibility))
                    json["visibility"] = visibility.ToString();
                if (picture is not null)
                    json["media_ids"] = new JsonArray(picture);
                if (answersTo is not null)
                    json["in_reply_to_id"] = answersTo;
                var request = TargetJson.Request(HttpMethod.Post, AddressOf(target), TargetJson.Write(json));
                request.Headers.Add("Idempotency-Key", key);
                return request;
            },
            response => answersTo is not null && response.Status == HttpStatusCode.NotFound
                ? new SendResult.MessageGone("the status to answer to is gone") : _answer.Read(response),
            cancellationToken);

    private async Task<SendResult> CallAsync(
        ChatAddress chat, Func<Target, HttpRequestMessage> compose, Func<TargetResponse, SendResult?> read,
        CancellationToken cancellationToken)
    {
        var result = await targets.SendAsync(
            chat, TargetKind.Mastodon, target => compose(target).Authorize(target), read, cancellationToken);
        return result is SendResult.Unknown unknown ? unknown with { MayRepeat = true } : result;
    }

    private static string AddressOf(Target target) => target.Url.Split('?')[0].TrimEnd('/');
}
