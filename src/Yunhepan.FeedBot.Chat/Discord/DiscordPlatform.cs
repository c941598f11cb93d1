using System.Collections.Concurrent;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Discord;

/// <summary>
/// Sends to webhooks of Discord channels (https://discord.com/developers/docs/resources/webhook) and edits what it has sent. A
/// <c>thread_id</c> in the address names a thread or a forum post.
/// </summary>
internal sealed class DiscordPlatform(TargetClient targets, TimeProvider time) : IChatPlatform
{
    private const string Name = "discord";

    // Several targets may share a webhook, each with a thread of its own.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _exhaustedUntil = new(StringComparer.Ordinal);

    // Webhooks, and addresses of threads.
    private readonly ConcurrentDictionary<string, string> _gone = new(StringComparer.Ordinal);

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = TargetKind.Discord, CanEdit = true, CanDelete = true, HasButtons = true, HasPhotos = true, HasOneServer = false,
        MaxText = DiscordMessage.MaxDescription,
    };

    // A first guess. What is left of the limit, each answer says.
    public SendLimits Limits { get; } = SendLimits.None with { Further = [new SendLimit(LimitScope.Chat, 5, TimeSpan.FromSeconds(2))] };

    public Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken) =>
        CallAsync(
            chat, target => TargetJson.Request(
                HttpMethod.Post, Address(target, "", "wait=true"), DiscordMessage.Write(message, Capabilities, isEdit: false)),
            null, cancellationToken);

    public async Task<SendResult> EditAsync(
        ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var path = "/messages/" + messageId;
        var edited = await CallAsync(
            chat, target => TargetJson.Request(
                HttpMethod.Patch, Address(target, path, null), DiscordMessage.Write(message, Capabilities, isEdit: true)),
            messageId, cancellationToken);
        // What is withdrawn must not stay as it was, even where it cannot be changed.
        if (edited is not SendResult.Rejected
            || message is not OutgoingMessage.OneArticle { Alert: { Kind: AlertKind.Withdrawn } or { IsForgotten: true } })
            return edited;
        var deleted = await CallAsync(
            chat, target => new HttpRequestMessage(HttpMethod.Delete, Address(target, path, null)), messageId, cancellationToken);
        return deleted is SendResult.Sent sent ? sent with { Deleted = true } : deleted;
    }

    /// <param name="edited">The message that is changed; null for a new one.</param>
    private async Task<SendResult> CallAsync(
        ChatAddress chat, Func<Target, HttpRequestMessage> compose, string? edited, CancellationToken cancellationToken)
    {
        if (targets.Find(chat, TargetKind.Discord) is not { } target)
            return new SendResult.ChatGone("feeds.json no longer contains this target");
        var webhook = new Uri(target.Url).AbsolutePath;
        if (_gone.TryGetValue(webhook, out var reason) || _gone.TryGetValue(target.Url, out reason))
            return new SendResult.ChatGone(reason);
        // Sends and changes are counted apart.
        var bucket = edited is null ? webhook : webhook + "/messages";
        var now = time.GetUtcNow();
        if (_exhaustedUntil.TryGetValue(bucket, out var until) && until > now)
            return new SendResult.Throttled(until - now, WholeAccount: false);
        using var request = compose(target);
        return await targets.SendAsync(request, response =>
        {
            if (DiscordAnswer.ExhaustedFor(response) is { } wait)
                _exhaustedUntil[bucket] = time.GetUtcNow() + wait;
            var result = DiscordAnswer.Read(response, edited, target);
            // Calls of what does not exist count against everything that this server sends to Discord.
            if (result is SendResult.ChatGone gone)
                _gone[DiscordAnswer.IsWebhookGone(response) ? webhook : target.Url] = gone.Reason;
            return result;
        }, cancellationToken);
    }

    /// <param name="path">What follows the webhook's own path.</param>
    /// <param name="query">A parameter beside the thread.</param>
    private static string Address(Target target, string path, string? query)
    {
        var webhook = new UriBuilder(target.Url);
        webhook.Path = webhook.Path.TrimEnd('/') + path;
        webhook.Query = string.Join('&', new[] { webhook.Query.TrimStart('?'), query }.Where(part => !string.IsNullOrEmpty(part)));
        return webhook.Uri.AbsoluteUri;
    }
}
