namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The texts about questions to publishers, in one language.</summary>
internal sealed partial record QuestionTexts
{
    public required string AskDescription { get; init; }

    public required string BlockDescription { get; init; }

    /// <summary>The label of the button below an article.</summary>
    public required string AskButton { get; init; }

    /// <summary>How a question is written; above the buttons of publishers.</summary>
    public required string HowTo { get; init; }

    public required string NobodyAnswers { get; init; }

    /// <summary>Asks for the words; with the name of the publisher.</summary>
    public required Func<string, string> Write { get; init; }

    public required string AboutThisArticle { get; init; }

    public required string Whom { get; init; }

    public required string OfferTitle { get; init; }

    public required string SendAnywayButton { get; init; }

    public required string AnsweredButton { get; init; }

    public required string NotSent { get; init; }

    // What is said to who asks.

    /// <summary>With the number and the name of the publisher.</summary>
    public required Func<long, string, string> Sent { get; init; }

    public required Func<long, string> UrgentSent { get; init; }

    public required Func<long, string> AddedSent { get; init; }

    public required Func<int, string> TooLong { get; init; }

    public required string TooManyOpen { get; init; }

    public required string TooManyToday { get; init; }

    public required string DeskBusy { get; init; }

    public required string Blocked { get; init; }

    public required string Gone { get; init; }

    public required string SaidBefore { get; init; }

    /// <summary>The title of an answer: the name of the publisher, and the number.</summary>
    public required Func<string, long, string> AnswerTitle { get; init; }

    public required string MoreButton { get; init; }

    public required string CloseButton { get; init; }

    public required Func<long, string> WriteMore { get; init; }

    public required Func<long, string, string> ClosedForAsker { get; init; }

    public required Func<long, string, string> HandedUpForAsker { get; init; }

    public required Func<long, string> NowClosed { get; init; }

    // Making an answer public.

    public required string PublicButton { get; init; }

    public required string PublicConfirm { get; init; }

    public required string PublicYesButton { get; init; }

    public required Func<long, string> PublicAsked { get; init; }

    public required string HasNumbers { get; init; }

    public required Func<long, string> PublicForDesk { get; init; }

    public required string PublishButton { get; init; }

    public required string PrivateButton { get; init; }

    public required Func<long, string> NowPublic { get; init; }

    public required Func<long, string> StaysPrivate { get; init; }

    public required Func<long, string> PublicForAsker { get; init; }

    // What is said to a desk.

    /// <summary>The title of a question: its number, and the name of the publisher.</summary>
    public required Func<long, string, string> DeskTitle { get; init; }

    public required Func<long, string> AddedTitle { get; init; }

    public required string Urgent { get; init; }

    public required string HandedUpHere { get; init; }

    public required string DeskHint { get; init; }

    public required string AnswerButton { get; init; }

    public required Func<long, string> WriteAnswer { get; init; }

    public required Func<long, string> ReplyToAnswer { get; init; }

    public required Func<long, string> AnswerSent { get; init; }

    /// <summary>A reply had a picture, which is not passed on.</summary>
    public required string OnlyWords { get; init; }

    public required Func<long, string> AnsweredByOthers { get; init; }

    public required Func<long, string> ClosedForDesk { get; init; }

    public required Func<long, string> HandedUpForDesk { get; init; }

    public required Func<int, string> ReminderTitle { get; init; }

    public required Func<long, string> NowBlocked { get; init; }

    public required string BlockHow { get; init; }

    public static QuestionTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);
}
