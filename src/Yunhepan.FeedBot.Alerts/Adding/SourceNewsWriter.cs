using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>Writes what a chat has to hear about a source. Scoped, like the settings of chats.</summary>
internal sealed class SourceNewsWriter(ChatSettings settings, Topics topics, CurrentCatalogue catalogue)
{
    public SourceNews Write(DueNotice notice)
    {
        var (chat, finding) = (notice.Chat, notice.Finding);
        var key = new TopicKey(TopicKind.Source, notice.SourceId);
        var name = topics.Find(key)?.Name.For(chat.Language) ?? notice.Source?.Name ?? notice.SourceId;
        var url = notice.Source?.Url ?? catalogue.Catalogue.Sources.FirstOrDefault(s => s.Id == notice.SourceId)?.Url ?? "";
        return new SourceNews(notice.Step, notice.Source?.Id ?? 0, name, url, [], chat.Language)
        {
            Topic = key,
            Since = finding.Since is { } since ? settings.ClockOf(chat).At(since) : null,
            Failure = finding.Failure ?? SourceFailure.Other,
            IsGivenUp = finding.IsGivenUp,
            // The addresses of feeds.json are the operator's business.
            NewUrl = notice.Source is null ? null : finding.MovedTo ?? finding.ProposedUrl,
            IsSilent = notice.IsSilent,
        };
    }
}
