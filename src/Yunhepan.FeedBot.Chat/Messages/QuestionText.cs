using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Writes messages about questions to publishers.</summary>
internal static class QuestionText
{
    /// <summary>The mark behind the name of a verified publisher.</summary>
    private const string Badge = " ✓";

    public static (ChatText Text, ChatKeyboard Keyboard) Render(QuestionMessage said) =>
        said.IsToDesk ? ToDesk(said, QuestionTexts.For(said.Language)) : ToAsker(said, QuestionTexts.For(said.Language));

    /// <summary>Returns a publisher's name with its badge.</summary>
    public static string NameOf(string name, bool isVerified) => isVerified ? name + Badge : name;

    private static (ChatText Text, ChatKeyboard Keyboard) ToDesk(QuestionMessage said, QuestionTexts texts) => said.Step switch
    {
        QuestionStep.Asked => (
            Words(About(Title(said, texts.DeskTitle(said.Number, NameOf(said)), texts), said), said).Line().Line().Italic(texts.DeskHint),
            DeskButtons(said, texts)),
        QuestionStep.Added => (Words(Title(said, texts.AddedTitle(said.Number), texts), said), DeskButtons(said, texts)),
        QuestionStep.Answered => (Words(ChatText.Empty.Bold(texts.AnsweredByOthers(said.Number)), said), ChatKeyboard.Empty),
        QuestionStep.ClosedByAsker or QuestionStep.ClosedByDesk => (ChatText.From(texts.ClosedForDesk(said.Number)), ChatKeyboard.Empty),
        QuestionStep.HandedUp => (ChatText.From(texts.HandedUpForDesk(said.Number)), ChatKeyboard.Empty),
        QuestionStep.Reminder => (
            said.Waiting.Aggregate(
                ChatText.Empty.Bold(texts.ReminderTitle(said.Waiting.Count)), (all, each) => all.Line($"#{each.Number} {each.Beginning}")),
            ChatKeyboard.Empty),
        QuestionStep.ConsentAsked => (
            ChatText.From(texts.PublicForDesk(said.Number)),
            ChatKeyboard.Row(
                ChatButton.Say(texts.PublishButton, $"ask {said.Number} publish"),
                ChatButton.Say(texts.PrivateButton, $"ask {said.Number} private"))),
        QuestionStep.Published => throw new UnreachableException($"not said to a desk: {said.Step}"),
        _ => throw new UnreachableException($"unknown step {said.Step}"),
    };

    private static (ChatText Text, ChatKeyboard Keyboard) ToAsker(QuestionMessage said, QuestionTexts texts) => said.Step switch
    {
        QuestionStep.Answered => (
            Words(About(ChatText.Empty.Bold(texts.AnswerTitle(NameOf(said), said.Number)), said), said),
            ChatKeyboard.Row(
                ChatButton.Say(texts.MoreButton, $"ask {said.Number} more"), ChatButton.Say(texts.CloseButton, $"ask {said.Number} close"))
                .Then(ChatButton.Say(texts.PublicButton, $"ask {said.Number} public"))),
        QuestionStep.ClosedByDesk => (ChatText.From(texts.ClosedForAsker(said.Number, NameOf(said))), ChatKeyboard.Empty),
        QuestionStep.HandedUp => (ChatText.From(texts.HandedUpForAsker(said.Number, NameOf(said))), ChatKeyboard.Empty),
        QuestionStep.Published => (ChatText.From(texts.PublicForAsker(said.Number)), ChatKeyboard.Empty),
        QuestionStep.Asked or QuestionStep.Added or QuestionStep.ClosedByAsker or QuestionStep.Reminder or QuestionStep.ConsentAsked
            => throw new UnreachableException($"not said to who asked: {said.Step}"),
        _ => throw new UnreachableException($"unknown step {said.Step}"),
    };

    private static ChatText Title(QuestionMessage said, string title, QuestionTexts texts)
    {
        var text = said.IsUrgent ? ChatText.Empty.Bold(texts.Urgent).Line().Bold(title) : ChatText.Empty.Bold(title);
        return said.IsHandedUp ? text.Line(texts.HandedUpHere) : text;
    }

    private static ChatText About(ChatText text, QuestionMessage said) =>
        said.Article is var (title, url) ? text.Line().Link(AlertText.OneLine(title), url) : text;

    private static ChatText Words(ChatText text, QuestionMessage said) => text.Line().Line().Add(said.Text);

    private static ChatKeyboard DeskButtons(QuestionMessage said, QuestionTexts texts) => ChatKeyboard.Row(
        ChatButton.Say(texts.AnswerButton, $"ask {said.Number} answer"), ChatButton.Say(texts.CloseButton, $"ask {said.Number} close"));

    private static string NameOf(QuestionMessage said) => NameOf(said.Publisher, said.IsVerified);
}
