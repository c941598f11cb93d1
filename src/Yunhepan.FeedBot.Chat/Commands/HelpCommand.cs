using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/help</c>: describes all commands.
internal sealed class HelpCommand : IChatCommand
{
    public string Name => "help";

    public IReadOnlyList<string> Aliases => ["帮助", "?", "？", "怎么用", "菜单"];

    public string Describe(ChatTexts texts) => texts.HelpDescription;

    public Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts;
        var text = ChatText.Empty.Bold(texts.HelpTitle);
        foreach (var command in request.Commands.Where(command => command.IsListed))
            text = text.Line(texts.HelpLine($"/{command.Name}", CommandNames.Spoken(command, texts))).Add(command.Describe(texts));
        return Task.FromResult(new CommandReply { Text = text.Line().Line(texts.HelpFooter), Keyboard = Ways(texts) });
    }

    /// <summary>Returns buttons for the most common next steps.</summary>
    public static ChatKeyboard Ways(ChatTexts texts) => ChatKeyboard.Row(
        ChatButton.Say(texts.ShowTopics, "topics"),
        ChatButton.Say(texts.ShowLatest, "latest"),
        ChatButton.Say(texts.ShowList, "list"));
}
