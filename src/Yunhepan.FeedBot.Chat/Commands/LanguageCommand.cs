using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary><c>/language</c>, <c>/language en</c>.</summary>
internal sealed class LanguageCommand(SubscriberStore subscribers) : IChatCommand
{
    public string Name => "language";

    public IReadOnlyList<string> Aliases => ["语言", "lang"];

    public string Describe(ChatTexts texts) => texts.LanguageDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (Wanted(request.Argument) is not { } language)
            return CommandReply.Say(
                request.Texts.LanguageQuestion,
                ChatKeyboard.Row(ChatButton.Say("中文", "language zh"), ChatButton.Say("English", "language en")));
        await subscribers.SetLanguageAsync(request.Subscriber, language, cancellationToken);
        return CommandReply.Say(request.Texts.LanguageSet, HelpCommand.Ways(request.Texts)) with { Place = ReplyPlace.ReplacesMessage };
    }

    private static string? Wanted(string argument) => argument.ToLowerInvariant() switch
    {
        "zh" or "cn" or "chinese" or "中文" or "汉语" => ChatTexts.Chinese,
        "en" or "english" or "英文" or "英语" => ChatTexts.English,
        _ => null,
    };
}
