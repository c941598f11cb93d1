using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>All topics that can be followed, from the current feeds.json.</summary>
public sealed class Topics(CurrentTopics topics)
{
    /// <summary>The name of this site.</summary>
    public LocalisedName SiteTitle => topics.Tree.Site.Title;

    /// <summary>All topics in the order of feeds.json, parents before children.</summary>
    public IReadOnlyList<Topic> All => [.. topics.Tree.Nodes.Select(ToTopic)];

    /// <summary>All topics with the unlisted sources, for buttons and links: nobody can guess the id of such a source.</summary>
    public IEnumerable<Topic> WithUnlisted => All.Concat(topics.Tree.Unlisted.Select(ToTopic));

    /// <summary>Returns a topic, which may be an unlisted source; null if there is none.</summary>
    public Topic? Find(TopicKey key)
    {
        if (key.Kind == TopicKind.Word)
            return WordTopic.Parse(key.Id) == key ? ForWord(key, key.Id) : null;
        return topics.Tree.FindFollowed(key.Kind, key.Id) is { } node ? ToTopic(node) : null;
    }

    /// <summary>Returns the children of a topic. A word has none.</summary>
    public IReadOnlyList<Topic> ChildrenOf(TopicKey key) =>
        key.Kind == TopicKind.Word ? [] : [.. topics.Tree.ChildrenOf(key.Kind, key.Id).Select(ToTopic)];

    /// <summary>Returns the roots of a tree. Words have none.</summary>
    public IReadOnlyList<Topic> Roots(TopicKind kind) =>
        kind == TopicKind.Word ? [] : [.. topics.Tree.ChildrenOf(kind, null).Select(ToTopic)];

    internal static Topic ForWord(TopicKey key, string written) => new(key, null, new LocalisedName(written, written), Priority.Normal);

    /// <summary>Finds topics by id or name in either language, ignoring case and width; best first.</summary>
    public IReadOnlyList<Topic> Search(string text)
    {
        var wanted = Fold(text);
        if (wanted.Length == 0)
            return [];
        return [.. All
            .Select(topic => (topic, rank: Rank(topic, wanted)))
            .Where(found => found.rank < int.MaxValue)
            // The sort is stable, so equal ranks stay in the order of feeds.json.
            .OrderBy(found => found.rank)
            .Select(found => found.topic)];
    }

    /// <summary>Returns the topics whose names are similar to the text, the nearest first.</summary>
    public IReadOnlyList<Topic> Near(string text, int most) => Suggestion.Nearest(
        Fold(text), All.SelectMany(topic => NamesOf(topic).Append(topic.Key.Id.Split('/')[^1]).Select(name => (Fold(name), topic))), most);

    /// <summary>Returns the words that do not belong to the name of a topic.</summary>
    public static IReadOnlyList<string> Beyond(Topic topic, string words)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(words);
        string[] names = [.. NamesOf(topic).Select(Fold).Where(name => name.Length > 0)];
        return [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word =>
            !names.Any(name => name.Contains(Fold(word), StringComparison.Ordinal) || Fold(word)
                .Contains(name, StringComparison.Ordinal)))];
    }

    /// <summary>Returns whether words name a topic: by its id or name, or by more or less than that.</summary>
    public static bool Names(Topic topic, string words)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(words);
        return Fold(words) is { Length: > 0 } wanted && Rank(topic, wanted) < int.MaxValue;
    }

    private static int Rank(Topic topic, string wanted)
    {
        var best = int.MaxValue;
        foreach (var name in NamesOf(topic))
        {
            var folded = Fold(name);
            if (folded.Length == 0)
                continue;
            var at = folded.IndexOf(wanted, StringComparison.Ordinal);
            var rank = at switch
            {
                0 when folded.Length == wanted.Length => 0,
                0 => 1,
                // The last part of an id is a name too: "missing" for alerts/missing.
                > 0 when folded[at - 1] == '/' && at + wanted.Length == folded.Length => 1,
                > 0 => 2,
                // People write more than the name: "寻人启事" for 寻人.
                _ when folded.Length > 1 && wanted.Contains(folded, StringComparison.Ordinal) => 3,
                _ => int.MaxValue,
            };
            best = Math.Min(best, rank);
        }

        return best;
    }

    // Folds a name without its spaces, because people write "Missing persons" and "missingpersons".
    private static string Fold(string text) => FoldedText.Fold(text).Replace(" ", "", StringComparison.Ordinal);

    private static string[] NamesOf(Topic topic) => [topic.Key.Id, .. topic.Name.All];

    private static Topic ToTopic(TopicNode node) => new(
        new TopicKey(node.Kind, node.Id), node.ParentId, node.Name, node.Priority);
}
