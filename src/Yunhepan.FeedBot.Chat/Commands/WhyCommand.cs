using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/why</c> with words of a title, an address, or an article's button: explains what happened to the article for this chat. So
/// does the address of an article alone.
internal sealed class WhyCommand(Explanations explanations, ChatSettings settings) : IChatCommand
{
    private const int Choices = 6;

    public string Name => "why";

    public bool Quotes => true;

    public IReadOnlyList<string> Aliases => ["为什么", "为啥", "怎么没收到"];

    // It changes nothing, so in a group everybody may use it.
    public bool IsForAnyone => true;

    public string Describe(ChatTexts texts) => texts.Why.Description;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts, words) = (request.Subscriber, request.Texts, request.Argument);
        if (words.Length == 0)
            return CommandReply.Say(texts.Why.Question, await RecentAsync(request, cancellationToken));
        var found = ArticleToken.Find(words) is { } id
            ? await explanations.FindAsync(chat, id, cancellationToken)
            : await explanations.FindAsync(chat, words, cancellationToken);
        if (found is not null)
            return Explain(request, found);
        return request is { IsButton: true }
            ? CommandReply.Flash(texts.Alert.ArticleGone)
            : CommandReply.Say(
                Words.IsAddress(words) ? texts.Why.NotAtAddress : texts.Why.NotFound(ChatText.Shorten(words, 40)),
                await RecentAsync(request, cancellationToken));
    }

    /// <summary>Explains the article at an address; returns null if there is none, because the address may mean something else.</summary>
    public async Task<CommandReply?> AtAddressAsync(CommandRequest request, CancellationToken cancellationToken) =>
        Words.IsAddress(request.Argument)
            && await explanations.FindAsync(request.Subscriber, request.Argument, cancellationToken) is { } found
            ? Explain(request, found) : null;

    private CommandReply Explain(CommandRequest request, Explanation found)
    {
        var texts = request.Texts;
        var lines = WhyText.Lines(found, texts, settings.NowAt(request.Subscriber));
        // In a group nobody else needs to read it.
        if (request is { IsButton: true, IsGroup: true })
            return CommandReply.Flash(string.Join('\n', lines));
        var text = ChatText.Empty.Bold(texts.Why.Title).Line()
            .Link(ChatText.Shorten(AlertText.OneLine(found.Article.Title), 100), found.Article.Url).Line();
        return new CommandReply { Text = lines.Aggregate(text, (all, line) => all.Line(line)) };
    }

    private async Task<ChatKeyboard> RecentAsync(CommandRequest request, CancellationToken cancellationToken) => ChatKeyboard.Grid(
        (await explanations.RecentAsync(request.Subscriber, Choices, cancellationToken))
            .Select(article => ChatButton.Say(AlertText.OneLine(article.Title), $"why {ArticleToken.Format(article.ArticleId)}")),
        1);
}
