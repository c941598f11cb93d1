using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Changes the address of an added source that a chat follows: shows what was found there, and applies it.</summary>
internal sealed class SourceChanges(
    AddedSourceMoves moves, AddedSourceDesk desk, AddedSourceReview review, SourceFollowing following,
    ChatSettings settings, ReadSourceHealth health, IOptions<AddingOptions> options)
{
    /// <summary>Returns the reply to a new address that was looked at.</summary>
    public async Task<CommandReply> ShowAsync(Subscriber chat, long number, SourceLook look, CancellationToken cancellationToken)
    {
        var texts = ChatTexts.For(chat.Language);
        if (await moves.FindAsync(chat, number, cancellationToken) is not { } source)
            return CommandReply.Say(texts.OfSources.NotFollowedHere);
        switch (look)
        {
            case SourceLook.Known { SourceId: var id } when id == source.SourceId:
                return CommandReply.Say(texts.OfSources.SameAddress, Again(texts, number));
            case SourceLook.Known { SourceId: var id }:
                return await following.ReplaceByKnownAsync(chat, source, id, cancellationToken);
            case SourceLook.Found { Choices: var all }:
                var choices = all.Where(c => !options.Value.Refuses(c.Url)).ToList();
                if (choices.Count == 0)
                    return CommandReply.Say(texts.Adding.HostRefused, Again(texts, number));
                var offers = await desk.OfferAsync(chat, choices, cancellationToken);
                return AddedSourceCard.Replacing(chat.Language, source, choices, offers, settings.ClockOf(chat));
            case SourceLook.Nothing { Fault: var fault }:
                return CommandReply.Say(texts.Adding.Fault(fault), Again(texts, number));
            default:
                throw new System.Diagnostics.UnreachableException($"unknown look {look.GetType().Name}");
        }
    }

    /// <summary>Gives the chat the source that was found in the place of the one that it follows.</summary>
    public async Task<CommandReply> ApplyAsync(CommandRequest request, long number, long offerNumber, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, request.Texts);
        if (await moves.FindAsync(chat, number, cancellationToken) is not { } source)
            return Replacing(texts.OfSources.NotFollowedHere);
        if (await desk.FindAsync(chat, offerNumber, cancellationToken) is not { } offer)
            return Replacing(texts.Adding.OfferGone);
        if (await following.ObstacleAsync(chat, cancellationToken) is { } obstacle)
            return Replacing(obstacle);
        var (result, now) = await moves.MoveAsync(chat, source, offer, review.IsOperator(chat), cancellationToken);
        return result == AddResult.Followed ? Replacing(texts.OfSources.Changed(now.Name, offer.Url))
            : await following.SayNotYetAsync(chat, result, source, now, cancellationToken) with { Place = ReplyPlace.ReplacesMessage };
    }

    /// <summary>Returns the address that is proposed for a source: true if its server states it, so that no look is needed.</summary>
    public async Task<(string Url, bool IsStated)?> ProposedAsync(AddedSource source, CancellationToken cancellationToken) =>
        (await health([source.SourceId], cancellationToken)).GetValueOrDefault(source.SourceId) switch
        {
            { MovedTo: { } url } => (url, true),
            { ProposedUrl: { } url } => (url, false),
            _ => null,
        };

    /// <summary>Makes the address that the server states that of the source; another source that has it takes its place.</summary>
    public async Task<CommandReply> KeepAsync(
        CommandRequest request, AddedSource source, string url, CancellationToken cancellationToken) =>
        await moves.KeepAsync(source, url, cancellationToken) is { } other
            ? await following.ReplaceByKnownAsync(request.Subscriber, source, other.SourceId, cancellationToken) with
            {
                Place = ReplyPlace.ReplacesMessage,
            }
            : Replacing(request.Texts.OfSources.Changed(source.Name, url));

    private static CommandReply Replacing(string text) => CommandReply.Say(text) with { Place = ReplyPlace.ReplacesMessage };

    private static ChatKeyboard Again(ChatTexts texts, long number) =>
        ChatKeyboard.Row(ChatButton.Say(texts.OfSources.ChangeButton, $"sources {number} address"));
}
