using System.Diagnostics;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Follows sources for chats that gave their addresses, and asks the operators where the policy wants it.</summary>
internal sealed class SourceFollowing(
    AddedSourceDesk desk, AddedSourceReview review, AddedSourceShelf shelf, LeftSources left, SourceNewsSender news,
    Subscriptions subscriptions, Topics topics, IOptions<AddingOptions> options)
{
    /// <summary>Returns true if an operator must approve what this chat adds.</summary>
    public bool Asks(Subscriber chat) => options.Value.AddSources == AddSourcesPolicy.Ask && !review.IsOperator(chat);

    /// <summary>Returns why nothing can be added here; null if something can.</summary>
    public async Task<string?> ObstacleAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var texts = ChatTexts.For(chat.Language).Adding;
        return options.Value.AddSources == AddSourcesPolicy.Off ? texts.IsOff
            : Asks(chat) && (await review.OperatorsAsync(cancellationToken)).Count == 0 ? texts.NoOperator : null;
    }

    /// <summary>Follows a source that the catalogue has already.</summary>
    public async Task<CommandReply> FollowKnownAsync(Subscriber chat, string sourceId, CancellationToken cancellationToken)
    {
        var texts = ChatTexts.For(chat.Language);
        var key = new TopicKey(TopicKind.Source, sourceId);
        if (await desk.BehindAsync(sourceId, cancellationToken) is { } added)
        {
            // What the chat has chosen for this source stays.
            return await subscriptions.FindAsync(chat, key, cancellationToken) is { Mode: not SubscriptionMode.Muted }
                ? CommandReply.Say(
                    added.State == AddedSourceState.Waiting ? texts.Adding.AskedBefore(added.Name) : texts.AlreadyFollowed(added.Name),
                    Undo(texts, key))
                : await FollowAsync(chat, added, SubscriptionChoice.Default, cancellationToken);
        }

        if (topics.Find(key) is not { } topic)
            return CommandReply.Say(texts.TopicGone);
        var name = topic.Name.For(chat.Language);
        return await subscriptions.FollowAsync(chat, key, cancellationToken) switch
        {
            FollowResult.Followed => CommandReply.Say(texts.Adding.KnownFollowed(name), Undo(texts, key)),
            FollowResult.AlreadyFollowed => CommandReply.Say(texts.AlreadyFollowed(name), Undo(texts, key)),
            FollowResult.TooMany => CommandReply.Say(texts.TooMany),
            FollowResult.UnknownTopic => CommandReply.Say(texts.TopicGone),
            var result => throw new UnreachableException($"A source without a filter was not followed: {result}."),
        };
    }

    /// <summary>Follows a source that was found or added.</summary>
    public async Task<CommandReply> FollowAsync(
        Subscriber chat, AddedSource source, SubscriptionChoice choice, CancellationToken cancellationToken)
    {
        var (result, added) = await desk.FollowAsync(chat, source, choice, review.IsOperator(chat), cancellationToken);
        if (result == AddResult.Asked)
            news.Begin(await review.OperatorsAsync(cancellationToken), SourceStep.Asked, added);
        return Say(chat, result, added);
    }

    /// <summary>
    /// Follows a source that the catalogue has in the place of another one, with what was chosen for that; what was chosen for itself
    /// before stays. The other one is kept unless it is followed.
    /// </summary>
    public async Task<CommandReply> ReplaceByKnownAsync(
        Subscriber chat, AddedSource source, string sourceId, CancellationToken cancellationToken)
    {
        var texts = ChatTexts.For(chat.Language);
        var key = new TopicKey(TopicKind.Source, sourceId);
        var choice = await left.ChoiceAsync(chat, source.SourceId, cancellationToken) ?? SubscriptionChoice.Default;
        var isFollowed = await subscriptions.FindAsync(chat, key, cancellationToken) is { Mode: not SubscriptionMode.Muted };
        if (await desk.BehindAsync(sourceId, cancellationToken) is { } added)
        {
            var result = isFollowed ? added.State == AddedSourceState.Waiting ? AddResult.AskedBefore : AddResult.Followed
                : (await desk.FollowAsync(chat, added, choice, review.IsOperator(chat), cancellationToken, inPlaceOf: source)).Result;
            if (result != AddResult.Followed)
                return await SayNotYetAsync(chat, result, source, added, cancellationToken);
        }
        else if (!isFollowed && await subscriptions.ChooseAsync(
            chat, key, choice, cancellationToken, new TopicKey(TopicKind.Source, source.SourceId)) is var result
            && result is not (FollowResult.Followed or FollowResult.AlreadyFollowed))
        {
            return CommandReply.Say(result switch
            {
                FollowResult.TooMany => texts.TooMany,
                FollowResult.UnknownTopic => texts.TopicGone,
                FollowResult.BadFilter or FollowResult.TooManyPatterns => texts.Adding.NotFollowed,
                _ => throw new UnreachableException($"unknown result {result}"),
            });
        }

        var name = topics.Find(key)?.Name.For(chat.Language) ?? sourceId;
        await shelf.RemoveAsync(chat, source.Id, cancellationToken);
        return CommandReply.Say(texts.Adding.KnownFollowed(name), Undo(texts, key));
    }

    /// <summary>Says why another source does not take the place of the one that a chat follows; asks the operators if need be.</summary>
    public async Task<CommandReply> SayNotYetAsync(
        Subscriber chat, AddResult result, AddedSource source, AddedSource wanted, CancellationToken cancellationToken)
    {
        if (result == AddResult.Asked)
            news.Begin(await review.OperatorsAsync(cancellationToken), SourceStep.Asked, wanted);
        return result is AddResult.Asked or AddResult.AskedBefore
            ? CommandReply.Say(ChatTexts.For(chat.Language).OfSources.ChangedAsked(source.Name, wanted.Name)) : Say(chat, result, wanted);
    }

    /// <summary>Says what became of the wish to follow a source.</summary>
    private CommandReply Say(Subscriber chat, AddResult result, AddedSource added)
    {
        var texts = ChatTexts.For(chat.Language);
        var (key, name) = (new TopicKey(TopicKind.Source, added.SourceId), added.Name);
        return result switch
        {
            AddResult.Followed => CommandReply.Say(texts.Adding.Followed(name), After(texts, key)),
            AddResult.Asked => CommandReply.Say(texts.Adding.Asked(name), Undo(texts, key)),
            AddResult.AskedBefore => CommandReply.Say(texts.Adding.AskedBefore(name), Undo(texts, key)),
            AddResult.Refused => CommandReply.Say(texts.Adding.WasRefused(name)),
            AddResult.TooManyOfChat => CommandReply.Say(texts.Adding.TooManyOfChat(options.Value.SourcesPerChat)),
            AddResult.TooManyInAll => CommandReply.Say(texts.Adding.TooManyInAll),
            AddResult.NotFollowed => CommandReply.Say(texts.Adding.NotFollowed),
            _ => throw new UnreachableException($"unknown result {result}"),
        };
    }

    private static ChatKeyboard After(ChatTexts texts, TopicKey key) => ChatKeyboard.Row(
        ChatButton.Say(texts.ShowLatest, $"latest {TopicToken.Format(key)}"),
        ChatButton.Say(texts.Undo, $"unfollow {TopicToken.Format(key)}"));

    private static ChatKeyboard Undo(ChatTexts texts, TopicKey key) =>
        ChatKeyboard.Row(ChatButton.Say(texts.Undo, $"unfollow {TopicToken.Format(key)}"));
}
