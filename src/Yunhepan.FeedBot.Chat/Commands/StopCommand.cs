using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary><c>/stop</c> asks first; its buttons answer <c>stop yes</c> and <c>stop no</c>.</summary>
internal sealed class StopCommand(SubscriberStore subscribers, MuteCommand mute) : IChatCommand
{
    public string Name => "stop";

    public IReadOnlyList<string> Aliases => ["停止提醒", "暂停提醒"];

    public IReadOnlyList<string> LoneWords => ["暂停", "停止"];

    public string Describe(ChatTexts texts) => texts.StopDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts;
        if (request.Argument is "no")
            return CommandReply.Say(texts.StopKept) with { Place = ReplyPlace.ReplacesMessage };
        // 暂停 2小时 is a pause with an end.
        if (ClockWords.Length(request.Argument) is not null)
            return await mute.ExecuteAsync(request, cancellationToken);
        if (request.Argument is not "yes")
            return CommandReply.Say(
                request.Argument.Length == 0 ? texts.StopQuestion
                    : $"{texts.Unclear(texts.Quote(ChatText.Shorten(request.Argument, 40)))}\n{texts.StopQuestion}",
                ChatKeyboard.Row(ChatButton.Say(texts.StopYes, "stop yes"), ChatButton.Say(texts.StopNo, "stop no")));
        await subscribers.StopAsync(request.Subscriber, cancellationToken);
        return CommandReply.Say(texts.Stopped) with { Place = ReplyPlace.ReplacesMessage };
    }
}
