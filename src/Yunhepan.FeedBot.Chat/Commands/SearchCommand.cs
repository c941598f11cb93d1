using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/search 停水</c>: finds the newest articles with all words; the words can then be followed.
internal sealed class SearchCommand(LatestArticles articles) : IChatCommand
{
    private const int Count = 5;

    public string Name => "search";

    public bool Quotes => true;

    public IReadOnlyList<string> Aliases => ["搜索", "查找", "搜"];

    public string Describe(ChatTexts texts) => texts.Settings.SearchDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (texts, words) = (request.Texts.Settings, request.Argument);
        if (words.Length == 0)
            return CommandReply.Say(texts.SearchWhat);
        var shown = ChatText.Shorten(words, 40);
        if (!LatestArticles.CanSearch(words, out var onlyUnwanted))
            return CommandReply.Say(onlyUnwanted ? texts.SearchOnlyUnwanted(shown) : texts.SearchNoWord(shown));
        var found = await articles.SearchAsync(words, Count, request.Subscriber, cancellationToken);
        var follow = WordAction.Button(request.Texts, words);
        if (found.Count == 0)
            return CommandReply.Say(texts.SearchEmpty(shown), follow is null ? null : ChatKeyboard.Row(follow));
        var text = found.Aggregate(
            ChatText.Empty.Bold(texts.SearchTitle(shown)), (all, article) => all.Line().Line().Append(AlertText.InList(article)));
        return new CommandReply { Text = text, Keyboard = follow is null ? ChatKeyboard.Empty : ChatKeyboard.Row(follow) };
    }
}

/// <summary>Follows a word or phrase: <c>word 停水</c>, <c>word 停水 +城区 不响</c>.</summary>
internal sealed class WordAction(Subscriptions subscriptions) : IChatCommand
{
    public string Name => "word";

    public bool Quotes => true;

    public IReadOnlyList<string> Aliases => ["关键词"];

    public bool IsListed => false;

    public bool Resumes => true;

    public string Describe(ChatTexts texts) => texts.FollowDescription;

    /// <summary>Returns a button; null if the text cannot be followed as a word or does not fit on a button.</summary>
    public static ChatButton? Button(ChatTexts texts, string words) => Button(texts, words, words);

    /// <param name="asked">The words with the chosen options.</param>
    public static ChatButton? Button(ChatTexts texts, string words, string asked)
    {
        var action = $"word {asked.Trim()}";
        // Words that begin with a sign would be followed as a word with that sign.
        return words.TrimStart() is not ['-' or '－' or '+' or '＋', ..] && WordTopic.Parse(words) is not null && ChatButton.Fits(action)
            ? ChatButton.Say(texts.Settings.FollowWord(ChatText.Shorten(words.Trim(), 20)), action)
            : null;
    }

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts;
        if (request.Argument.Length == 0)
            return CommandReply.Say(texts.Settings.WordWhat);
        var (words, choice) = FollowOptions.Read(request.Argument, _ => false);
        if (FollowOptions.Unclear(words) is { Count: > 0 } unclear)
            return CommandReply.Say(FollowOptions.NotUnderstood(texts, unclear));
        var word = ChatText.Shorten(words, 40);
        return await subscriptions.FollowWordAsync(request.Subscriber, words, choice, cancellationToken) switch
        {
            FollowResult.Followed => CommandReply.Say(
                choice is null ? texts.Settings.FollowedWord(word)
                    : FollowCommand.Chosen(texts, word, choice), ChatKeyboard.Row(ChatButton.Say(texts.ShowList, "list"))),
            FollowResult.AlreadyFollowed => CommandReply.Say(texts.AlreadyFollowed(word)),
            FollowResult.TooMany => CommandReply.Say(texts.TooMany),
            FollowResult.TooManyPatterns => CommandReply.Say(texts.Settings.TooManyPatterns),
            FollowResult.BadFilter => CommandReply.Say(texts.Settings.BadFilter),
            FollowResult.UnknownTopic => CommandReply.Say(texts.NotFound(word)),
            var other => throw new UnreachableException($"no text for {other}"),
        };
    }
}
