using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Chooses the article that shows how messages look: the latest ordinary one, or an example that says that it is one.</summary>
internal sealed class FormatSample(LatestArticles articles, ChatSettings settings)
{
    private const int LookedThrough = 10;

    public async Task<AlertMessage> FindAsync(Subscriber chat, TopicKey? topic, CancellationToken cancellationToken) =>
        (await articles.LatestAsync(topic, LookedThrough, chat, cancellationToken))
            .FirstOrDefault(article => article is { Kind: AlertKind.New, Priority: not Priority.Urgent }) ?? Example(chat);

    private AlertMessage Example(Subscriber chat)
    {
        var texts = FormatTexts.For(chat.Language);
        return new AlertMessage
        {
            ArticleId = Guid.Empty,
            Title = texts.SampleTitle,
            Summary = texts.SampleText,
            Text = texts.SampleText,
            SourceName = texts.SampleSource,
            Authors = [texts.SampleAuthor],
            Categories = [texts.SampleCategory],
            PublishedAt = settings.NowAt(chat),
            PublishedHasTime = true,
            Language = chat.Language,
        };
    }
}
