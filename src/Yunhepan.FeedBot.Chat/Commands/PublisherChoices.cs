using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>The publishers that can be asked: by words, and by buttons with what the chat follows first.</summary>
internal sealed class PublisherChoices(Topics topics, Subscriptions subscriptions)
{
    /// <summary>The id that stands for this site itself.</summary>
    public const string Site = "";

    private const string SiteWord = "site";

    private const int Most = 12;

    /// <summary>This site, if there is no publisher to choose; otherwise null.</summary>
    public string? OnlyOne => Publishers.Any() ? null : Site;

    private IEnumerable<Topic> Publishers => topics.All.Where(topic => topic.Key.Kind == TopicKind.Publisher);

    /// <summary>Returns the publisher of a button; null if the word is none.</summary>
    public string? Find(string word) => word == SiteWord ? Site : TopicToken.Find(word, Publishers)?.Key.Id;

    /// <summary>Returns the publisher whose name is in the words, the longest one; null if there is none.</summary>
    public string? NamedIn(string words) => Publishers
        .SelectMany(topic => topic.Name.All.Select(name => (topic.Key.Id, Name: name)))
        .Where(each => each.Name.Length > 1 && words.Contains(each.Name, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(each => each.Name.Length).Select(each => each.Id).FirstOrDefault();

    public string NameOf(CommandRequest request, string publisherId) =>
        (topics.Find(new TopicKey(TopicKind.Publisher, publisherId))?.Name ?? topics.SiteTitle).For(request.Texts.Language);

    /// <summary>Returns a button for each of some publishers, and for this site.</summary>
    /// <param name="command">The command line that the publisher completes.</param>
    public async Task<ChatKeyboard> ChoicesAsync(CommandRequest request, string command, CancellationToken cancellationToken)
    {
        var followed = await subscriptions.ListAsync(request.Subscriber, cancellationToken);
        var offered = followed.Where(topic => topic.Key.Kind == TopicKind.Publisher)
            .Concat(Publishers.OrderBy(topic => topic.Key.Id.Count(c => c == '/'))).DistinctBy(topic => topic.Key).Take(Most)
            .Select(topic => (Name: request.NameOf(topic), Action: $"{command} {TopicToken.Format(topic.Key)}"))
            .Append((Name: topics.SiteTitle.For(request.Texts.Language), Action: $"{command} {SiteWord}"));
        return ChatKeyboard.Grid(
            offered.Where(each => ChatButton.Fits(each.Action)).Select(each => ChatButton.Say(each.Name, each.Action)), 2);
    }
}
