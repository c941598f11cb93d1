using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Describes an added source that a chat follows, in plain words, and shows what can be done with it.</summary>
/// <param name="now">The current time in the chat's zone.</param>
internal sealed class SourceCard(CommandRequest request, DateTimeOffset now)
{
    private const int LongestName = 60;

    private readonly ChatTexts _texts = request.Texts;

    /// <summary>Returns name, state, last news and trouble.</summary>
    public ChatText Describe(ShelvedSource shelved)
    {
        var (source, health) = (shelved.Source, shelved.Health);
        List<string> facts =
        [
            source.State switch
            {
                AddedSourceState.Waiting => _texts.Adding.StateWaiting,
                AddedSourceState.Refused => _texts.Adding.StateRefused,
                _ when health?.ReadAt is { } read => _texts.Adding.ReadAt(When(read)),
                AddedSourceState.Found or AddedSourceState.Approved or AddedSourceState.Listed => _texts.Adding.NotReadYet,
                _ => throw new UnreachableException($"The state {source.State} is not known."),
            },
        ];
        if (source.State == AddedSourceState.Listed)
            facts.Insert(0, _texts.Adding.StateListed);
        if (health?.NewsAt is { } news)
            facts.Add(_texts.Adding.NewsAt(When(news)));
        var name = ChatText.Shorten(request.NameOf(shelved.Name), LongestName);
        var text = ChatText.From($"{source.Id} · ").Link(name, source.Url, ChatStyle.Bold).Line(string.Join(" · ", facts));
        return TroubleOf(health) is { } trouble ? text.Line(trouble) : text;
    }

    /// <summary>Returns the card of one source with its buttons.</summary>
    public CommandReply Show(ShelvedSource shelved)
    {
        var (source, health) = (shelved.Source, shelved.Health);
        var text = Describe(shelved).Line(source.Url);
        if (health?.MovedTo is { } moved)
            text = text.Line().Line(_texts.OfSources.ReadAtNewAddress).Line(moved);
        else if (health?.ProposedUrl is { } proposed)
            text = text.Line().Line(_texts.OfSources.MaybeAt).Line(proposed);
        return new CommandReply
        {
            Text = text.Line().Line().Add(_texts.OfSources.ByWords(source.Id)),
            Keyboard = SourceNewsText.Proposal(_texts, source.Id, health?.MovedTo, health?.ProposedUrl)
                .Then(
                    ChatButton.Say(_texts.OfSources.ChangeButton, $"sources {source.Id} address"),
                    ChatButton.Say(_texts.OfSources.RenameButton, $"sources {source.Id} name"))
                .Then(
                    ChatButton.Say(_texts.OfSources.RemoveButton, $"sources -{source.Id}"),
                    ChatButton.Say(_texts.OfSources.BackButton, "sources")),
            Place = request.IsButton ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    private string? TroubleOf(AddedSourceHealth? health) =>
        health is { Trouble: SourceTrouble.Failing, FailingSince: { } since }
            ? _texts.OfSources.FailingSince(When(since), _texts.OfSources.Why(health.Failure ?? SourceFailure.Other))
        : health?.Trouble is { } trouble ? _texts.Adding.Trouble(trouble) : null;

    private string When(DateTimeOffset at) => WhyTexts.When(at.ToOffset(now.Offset), now, _texts);
}
