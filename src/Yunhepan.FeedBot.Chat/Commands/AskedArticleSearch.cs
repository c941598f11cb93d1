using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Answers a question by what was found for its words, and offers to follow them.</summary>
internal sealed class AskedArticleSearch(LatestArticles articles, Topics topics)
{
    private const int Count = 5;

    /// <summary>Answers a question; null if the text is none, or if nothing is known of it and a topic explains it better.</summary>
    public async Task<CommandReply?> AnswerAsync(CommandRequest request, string text, CancellationToken cancellationToken)
    {
        if (QuestionWords.In(text) is not { Count: > 0 } words)
            return null;
        return await FindAsync(request, QuestionWords.Tries(words), cancellationToken)
            ?? (words.Any(topics.IsName) || WordAction.Button(request.Texts, words[0]) is not { } follow ? null
                : CommandReply.Say(request.Texts.Places.QuestionEmpty(ChatText.Shorten(words[0], 40)), ChatKeyboard.Row(follow)));
    }

    /// <summary>Returns the articles for the first words that have some; null if none has.</summary>
    public async Task<CommandReply?> FindAsync(CommandRequest request, IEnumerable<string> tries, CancellationToken cancellationToken)
    {
        foreach (var words in tries.Where(words => LatestArticles.CanSearch(words, out _)))
        {
            if (await articles.SearchAsync(words, Count, request.Subscriber, cancellationToken) is { Count: > 0 } found)
                return new CommandReply
                {
                    Text = found.Aggregate(
                        ChatText.Empty.Bold(request.Texts.Settings.SearchTitle(ChatText.Shorten(words, 40))),
                        (all, article) => all.Line().Line().Append(AlertText.InList(article))),
                    Keyboard = Follow(request, words),
                };
        }

        return null;
    }

    private ChatKeyboard Follow(CommandRequest request, string words)
    {
        var named = topics.Search(words).Where(topic => TopicSearch.IsName(topic, words)).Take(1).Select(topic =>
            ChatButton.Say(request.Texts.FollowButton(request.NameOf(topic)), $"follow {TopicToken.Format(topic.Key)}"));
        ChatButton[] buttons = [.. named, .. WordAction.Button(request.Texts, words) is { } word ? [word] : Array.Empty<ChatButton>()];
        return ChatKeyboard.Grid(buttons, 1);
    }
}
