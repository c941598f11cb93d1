using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>The kinds of targets under test: one line for each.</summary>
internal static class TargetKinds
{
    /// <param name="Start">Starts the server of the kind, which goes by the clock of the test.</param>
    /// <param name="RepeatsNothing">
    /// True if a reader sees no message twice even after a send without an answer: the platform recognises a repetition, or it replaces
    /// the first.
    /// </param>
    internal sealed record Kind(Func<TimeProvider, Task<ITargetServer>> Start, bool RepeatsNothing = false);

    public static IReadOnlyDictionary<TargetKind, Kind> All { get; } = new Dictionary<TargetKind, Kind>
    {
        [TargetKind.Apprise] = new(async _ => await AppriseServer.StartAsync()),
        [TargetKind.Bark] = new(async _ => await BarkServer.StartAsync(), RepeatsNothing: true),
        [TargetKind.DingTalk] = new(async time => await DingTalkServer.StartAsync(time)),
        [TargetKind.Discord] = new(async time => await DiscordServer.StartAsync(time)),
        [TargetKind.Feishu] = new(async time => await FeishuServer.StartAsync(time)),
        [TargetKind.Gotify] = new(async _ => await GotifyServer.StartAsync()),
        [TargetKind.Lark] = new(async time => await FeishuServer.StartAsync(time, TargetKind.Lark)),
        [TargetKind.Mail] = new(async _ => await MailServer.StartAsync()),
        [TargetKind.Mastodon] = new(async time => await MastodonServer.StartAsync(time), RepeatsNothing: true),
        [TargetKind.Matrix] = new(async time => await MatrixServer.StartAsync(time), RepeatsNothing: true),
        [TargetKind.Ntfy] = new(async time => await NtfyServer.StartAsync(time), RepeatsNothing: true),
        [TargetKind.Slack] = new(async time => await SlackServer.StartAsync(time)),
        [TargetKind.WeCom] = new(async time => await WeComServer.StartAsync(time)),
        [TargetKind.Webhook] = new(WebhookServer.StartAsync, RepeatsNothing: true),
    };
}
