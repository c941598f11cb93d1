using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary><c>/language</c>, <c>/language en</c>.</summary>
internal sealed class LanguageCommand(SubscriberStore subscribers) : IChatCommand
{
    public string Name => "language";

    public IReadOnlyList<string> Aliases => ["语言", "切换语言", "lang"];

    public bool IsSetting => true;

    public string Describe(ChatTexts texts) => texts.LanguageDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (Wanted(request.Argument) is not { } language)
            return CommandReply.Say(
                request.Argument.Length == 0 ? request.Texts.LanguageQuestion
                    : request.Texts.LanguageUnknown(
                        ChatText.Shorten(request.Argument, 40), [.. ChatTexts.All.Select(texts => texts.OwnName)]),
                ChatKeyboard.Grid(ChatTexts.All.Select(texts => ChatButton.Say(texts.OwnName, $"language {texts.Language}")), 2));
        await subscribers.SetLanguageAsync(request.Subscriber, language, isChosen: true, cancellationToken);
        return CommandReply.Say(request.Texts.LanguageSet, HelpCommand.Ways(request.Texts)) with { Place = ReplyPlace.ReplacesMessage };
    }

    private static string? Wanted(string argument) =>
        Words.Plain(argument) switch
        {
            "cn" or "汉语" or "简体中文" or "简体" or "zh-cn" or "zh-hans" => ChatTexts.Chinese,
            "繁体中文" or "繁体" or "正体中文" or "正体" or "zh-hant" or "zh-tw" or "zh-hk" or "tw" or "hk" => ChatTexts.TraditionalChinese,
            _ => FollowOptions.LanguageOf(argument),
        };
}
