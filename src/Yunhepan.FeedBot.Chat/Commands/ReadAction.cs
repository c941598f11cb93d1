using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// Shows the whole text of an article inside the chat. For buttons; a person who writes it gets the newest articles.
/// </summary>
internal sealed class ReadAction(LatestArticles articles, Explanations explanations) : IChatCommand
{
    // A rich message holds 32,768 characters; as ordinary messages this is at most three.
    private const int MaxLength = 12_000;
    private const string StartPrefix = "read_";
    private const int Choices = 6;

    public string Name => "read";

    public bool Quotes => true;

    public IReadOnlyList<string> Aliases => ["看全文", "阅读全文"];

    public IReadOnlyList<string> LoneWords => ["阅读", "全文"];

    public bool IsListed => false;

    /// <summary>Returns the value of <c>?start=</c> in a link to the bot that shows the full text.</summary>
    public static string StartOf(Guid articleId) => StartPrefix + ArticleToken.Format(articleId);

    /// <summary>Returns the article that such a link requests; null if it requests something else.</summary>
    public static string? TokenOf(string start) =>
        start.StartsWith(StartPrefix, StringComparison.Ordinal) ? start[StartPrefix.Length..] : null;

    // It changes nothing, so in a group everybody may use it, also by a button of an older message.
    public bool IsForAnyone => true;

    public string Describe(ChatTexts texts) => texts.Alert.ReadHere;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts;
        if (request.Argument.Length == 0)
            return CommandReply.Say(texts.Alert.ReadWhat, await RecentAsync(request, cancellationToken));
        if (await FindAsync(request, cancellationToken) is not { } id)
        {
            return request.IsButton ? CommandReply.Flash(texts.Alert.ArticleGone) : CommandReply.Say(
                texts.Why.NotFound(ChatText.Shorten(request.Argument, 40)), await RecentAsync(request, cancellationToken));
        }

        if (await articles.FindAsync(id, request.Subscriber, cancellationToken) is not var (alert, content))
            return CommandReply.Flash(texts.Alert.ArticleGone);
        if (!ChatText.HasWords(content))
            return CommandReply.Flash(texts.Alert.NoText);
        // In a group nobody else needs to read it, so only the person who asked sees its beginning.
        if (request.IsGroup)
            return CommandReply.Flash(AlertText.OneLine(content));
        var whole = ChatText.From(content);
        var text = ChatText.Empty.Link(AlertText.TitleOf(alert, texts), alert.Url, ChatStyle.Bold)
            .Line(AlertText.SourceLine(alert, texts)).Line().Line().Append(whole.Cut(MaxLength));
        if (whole.Length > MaxLength)
            text = text.Line().Line().Italic(texts.Alert.TextCut);
        if (alert.Licence is { } licence)
            text = text.Line().Line().Link(AlertText.OneLine(licence.Notice), licence.Url);
        var read = ChatButton.Open(texts.Read, alert.Url);
        var keyboard = read is null ? ChatKeyboard.Empty : ChatKeyboard.Row(read);
        if (request.Commands.OfType<AskCommand>().Any(ask => ask.IsListed))
            keyboard = keyboard.Then(
                ChatButton.Say(QuestionTexts.For(texts.Language).AskButton, $"ask {ArticleToken.Format(alert.ArticleId)}"));
        return new CommandReply { Text = text, Keyboard = keyboard, IsArticle = true };
    }

    // Buttons name the article; a person names it by words of its title or by its address.
    private async Task<Guid?> FindAsync(CommandRequest request, CancellationToken cancellationToken) =>
        ArticleToken.Find(request.Argument) is { } id ? id
            : request.IsButton ? null
            : (await explanations.FindAsync(request.Subscriber, request.Argument, cancellationToken))?.Article.ArticleId;

    private async Task<ChatKeyboard> RecentAsync(CommandRequest request, CancellationToken cancellationToken) => ChatKeyboard.Grid(
        (await articles.LatestAsync(null, Choices, request.Subscriber, cancellationToken))
            .Select(article => ChatButton.Say(AlertText.TitleOf(article, request.Texts), $"read {ArticleToken.Format(article.ArticleId)}")),
        1);
}
