using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary><c>/stop</c> asks first; its buttons answer <c>stop yes</c> and <c>stop no</c>.</summary>
internal sealed class StopCommand(SubscriberStore subscribers) : IChatCommand
{
    public string Name => "stop";

    public IReadOnlyList<string> Aliases => ["停止", "暂停"];

    public string Describe(ChatTexts texts) => texts.StopDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts;
        if (request.Argument is "no")
            return CommandReply.Say(texts.StopKept) with { Place = ReplyPlace.ReplacesMessage };
        if (request.Argument is not "yes")
            return CommandReply.Say(
                texts.StopQuestion, ChatKeyboard.Row(ChatButton.Say(texts.StopYes, "stop yes"), ChatButton.Say(texts.StopNo, "stop no")));
        await subscribers.StopAsync(request.Subscriber, cancellationToken);
        return CommandReply.Say(texts.Stopped) with { Place = ReplyPlace.ReplacesMessage };
    }
}
