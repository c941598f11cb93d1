using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Shows all settings of a chat, with buttons that change them.</summary>
internal sealed class SettingsPage(ChatSettings settings, Subscriptions subscriptions, MutedTopics muted)
{
    private const int MaxMuted = 5;

    /// <param name="notice">The change that was just made; null if the page is only shown.</param>
    public async Task<CommandReply> ShowAsync(CommandRequest request, string? notice, CancellationToken cancellationToken) => new()
    {
        Text = await TextAsync(request, cancellationToken),
        Keyboard = Keyboard(request),
        Notice = notice,
        Place = request.IsButton && notice is not null ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
    };

    private async Task<ChatText> TextAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts, now) = (request.Subscriber, request.Texts.Settings, settings.NowAt(request.Subscriber));
        var text = ChatText.Empty.Bold(texts.Title)
            .Line(texts.LanguageLine(request.Texts.OwnName))
            .Line(texts.ZoneLine(settings.ClockOf(chat).Zone.Id, ClockWords.Format(TimeOnly.FromDateTime(now.DateTime))))
            .Line(texts.QuietLine(QuietCommand.InShort(chat, texts)))
            .Line(texts.DigestLine(await DigestInShortAsync(chat, texts, cancellationToken)))
            .Line(texts.SoundLine(chat.Silent))
            .Line(texts.LimitLine(chat.MaxPerHour));
        var silenced = await muted.ListAsync(chat, cancellationToken);
        if (silenced.Count > 0)
            text = text.Line(
                texts.MutedLine(
                    string.Join(request.Texts.Alert.Comma, silenced.Take(MaxMuted).Select(m => request.NameOf(m.Topic)))
                    + (silenced.Count > MaxMuted ? "…" : "")));
        if (settings.PauseEnds(chat) is { } until)
            text = text.Line(texts.PausedLine(WhyTexts.When(until.ToOffset(now.Offset), now, request.Texts)));
        return text;
    }

    private async Task<string> DigestInShortAsync(Subscriber chat, SettingsTexts texts, CancellationToken cancellationToken)
    {
        var count = (await subscriptions.RowsAsync(chat, cancellationToken)).Count(row => row.Mode == SubscriptionMode.Digest);
        return count == 0 ? texts.Off : texts.DigestShort(DigestCommand.When(chat, texts).Trim(), count);
    }

    private ChatKeyboard Keyboard(CommandRequest request)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Settings);
        var keyboard = ChatKeyboard.Row(
            ChatButton.Say(texts.QuietButton, "quiet"), ChatButton.Say(texts.DigestButton, "digest"),
            ChatButton.Say(texts.MuteButton, "mute"))
            .Then(
                chat.Silent
                    ? ChatButton.Say(texts.SoundButton, "silent off") : ChatButton.Say(texts.SilenceButton, "silent on"),
                ChatButton.Say(texts.LimitButton, "limit"),
                ChatButton.Say(texts.ZoneButton, "zone"))
            .Then(
                ChatButton.Say(request.Texts.Format.Button, "format"), ChatButton.Say(texts.LanguageButton, "language"),
                ChatButton.Say(texts.FeedButton, "feed"));
        return settings.PauseEnds(chat) is null ? keyboard : keyboard.Then(ChatButton.Say(texts.ResumeButton, "settings resume"));
    }
}
