using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Stories;

namespace Yunhepan.FeedBot.Articles.Store;

/// <summary>Updates the stories after the changes of a transaction, with a revision for each changed member.</summary>
internal sealed class StoryWriter(ArticlesDb db, StoryJoiner stories, TopicRemovals removals)
{
    /// <summary>
    /// Adds new articles to stories and chooses the leads again. It needs the numbers that the database assigned to new articles.
    /// </summary>
    public async Task UpdateAsync(PendingChanges changes, CancellationToken cancellationToken)
    {
        foreach (var article in changes.Corrected
            .Where(a => a.Log.Exists(r => r.Changes.Exists(c => c.Field == ChangedField.Story))).ToList())
            await PartAsync(article, changes, cancellationToken);
        // A correction may name another origin and thereby make another article the lead.
        foreach (var article in changes.Corrected)
            await LeadAsync(article, membersChanged: false, changes, cancellationToken);
        foreach (var article in changes.Withdrawn)
            await LeadAsync(article, membersChanged: true, changes, cancellationToken);

        await stories.IndexAsync([.. changes.Corrected, .. changes.Moved], cancellationToken);
        var joined = await stories.JoinAsync(changes.Added, cancellationToken);
        foreach (var article in joined)
        {
            // Several of these may belong to the same story; a single one is already in memory.
            if (joined.Count > 1)
                await db.SaveChangesAsync(cancellationToken);
            await LeadAsync(article, membersChanged: true, changes, cancellationToken);
        }
    }

    /// <summary>Chooses the lead of the story of a changed article.</summary>
    public async Task LeadAsync(
        Article article, bool membersChanged, PendingChanges changes, CancellationToken cancellationToken, bool isOperators = false)
    {
        var wasRepost = article.IsRepost;
        var others = await stories.LeadAsync(article, membersChanged, cancellationToken);
        if (article.IsRepost && !wasRepost)
            removals.Note(TopicRemovals.PublishersOf(article), article.Revision);
        foreach (var other in others)
        {
            changes.Log(other, RevisionKind.Story, alerting: false, [], isOperators);
            if (other.IsRepost)
                removals.Note(TopicRemovals.PublishersOf(other), changes.LastNumber);
        }
    }

    /// <summary>
    /// Removes an article that now reports something else from its story: the others get a revision, and it may join another
    /// story.
    /// </summary>
    private async Task PartAsync(Article article, PendingChanges changes, CancellationToken cancellationToken)
    {
        var topics = TopicRemovals.TopicsOf(article);
        var left = await stories.PartAsync(article, cancellationToken);
        if (left.Count == 0)
            return;
        await db.SaveChangesAsync(cancellationToken);
        foreach (var member in left.Union(await stories.LeadAsync(left[0], membersChanged: true, cancellationToken)))
        {
            changes.Log(member, RevisionKind.Story, alerting: false, []);
            removals.Note(
                TopicRemovals.TopicsOf(article).Union(topics).Except(TopicRemovals.TopicsOf(member)), changes.LastNumber);
        }

        removals.Note(topics.Except(TopicRemovals.TopicsOf(article)), article.Revision);
        await db.SaveChangesAsync(cancellationToken);
        await LeadAsync(article, membersChanged: true, changes, cancellationToken);
    }
}
