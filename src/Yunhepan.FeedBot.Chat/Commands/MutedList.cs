using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Shows what a chat has muted, with buttons that end it, and the pauses it can choose.</summary>
internal sealed class MutedList(MutedTopics muted, ChatSettings settings)
{
    public const int MaxButtons = 20;

    private static readonly int[] Pauses = [1, 8, 24];

    /// <param name="request">The request.</param>
    /// <param name="notice">The change that was just made; null if the list is only shown.</param>
    public async Task<CommandReply> ShowAsync(CommandRequest request, string? notice, CancellationToken cancellationToken)
    {
        var (texts, now) = (request.Texts.Settings, settings.NowAt(request.Subscriber));
        var all = await muted.ListAsync(request.Subscriber, cancellationToken);
        var paused = settings.PauseEnds(request.Subscriber) is { } pause
            ? WhyTexts.When(pause.ToOffset(now.Offset), now, request.Texts) : null;
        var text = ChatText.Empty.Bold(texts.MuteTitle).Line(all.Count == 0 ? texts.MuteNothing : "");
        if (paused is not null)
            text = text.Line(texts.PausedLine(paused));
        foreach (var each in all.Take(MaxButtons))
            text = text.Line(
                $"• {request.NameOf(
                    each.Topic)}{(each.Until is { } until ? $" · {WhyTexts.When(until.ToOffset(now.Offset), now, request.Texts)}" : "")}");
        return new CommandReply
        {
            Text = text.Line().Line(texts.MuteHint(all.Count > 0, paused is not null)),
            Keyboard = ChatKeyboard.Grid(
                all.Take(MaxButtons).Select(
                    each => ChatButton.Say($"✕ {request.NameOf(each.Topic)}", $"mute -{TopicToken.Format(each.Topic.Key)}")), 2)
                .Then(paused is null ? Pauses.Select(hours => ChatButton.Say(texts.MuteFor(hours), $"mute {hours}h"))
                    : [ChatButton.Say(texts.ResumeButton, "settings resume")]),
            Notice = notice,
            Place = request.IsButton && notice is not null ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }
}
