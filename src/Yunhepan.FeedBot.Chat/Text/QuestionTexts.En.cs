namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record QuestionTexts
{
    public static QuestionTexts En { get; } = new()
    {
        AskDescription = "ask a publisher: /ask and your question, or reply to a message with it",
        BlockDescription = "(for publishers) take no more questions from this person: /block #12",
        AskButton = "❓ Ask the publisher",
        HowTo = "What do you want to ask? Write it after “/ask”, or reply to a message with your question, and I pass it on to the "
            + "publisher. You can also choose one first:",
        NobodyAnswers = "Nobody answers questions here at present; yours was not sent.",
        Write = name => $"Write your question to “{name}”. They see a number, and not who you are.",
        AboutThisArticle = "Write your question about this article, and I pass it on to the publisher. They see a number, and not who you "
            + "are.",
        Whom = "Whom do you want to ask?",
        OfferTitle = "Perhaps this answers it already:",
        SendAnywayButton = "Ask anyway",
        AnsweredButton = "That answers it",
        NotSent = "Fine, nothing was sent.",
        Sent = (number, name) => $"Question #{number} is on its way to “{name}”. The answer will come here.",
        UrgentSent = number => $"🚨 Passed on at once as a possible sighting (#{number}). If it is an emergency, call the police as well.",
        AddedSent = number => $"Added to question #{number}.",
        TooLong = most => $"That is too long and was not sent. Please use at most {most} characters.",
        TooManyOpen = "Some of your questions still wait for an answer, so this one was not sent. Ask again when one is answered or "
            + "closed.",
        TooManyToday = "You have asked as often as is possible in a day, so this was not sent. Try again tomorrow.",
        DeskBusy = "They get too many questions right now, so this one was not sent. Try again in an hour.",
        Blocked = "They take no more questions from this chat, so this was not sent.",
        Gone = "That question is no longer here.",
        SaidBefore = "This message was sent already, and changes to it are not. To add something, reply once more.",
        AnswerTitle = (name, number) => $"{name} on question #{number}",
        MoreButton = "💬 Ask back",
        CloseButton = "✔ Close it",
        WriteMore = number => $"Write what you want to add to question #{number}.",
        ClosedForAsker = (number, name) => $"“{name}” closed question #{number}.",
        HandedUpForAsker = (number, name) => $"“{name}” has not answered question #{number} yet, so it went on to the level above. "
            + "The answer will come here.",
        NowClosed = number => $"Question #{number} is closed.",
        PublicButton = "📖 May be public",
        PublicConfirm = "Others who ask the same would then see this question and its answer, and not who you are. Check that no name "
            + "or address of a person is in it; it becomes public only if the publisher agrees too.",
        PublicYesButton = "Make it public",
        PublicAsked = number => $"Fine, the publisher is being asked. Question #{number} becomes public only if both agree.",
        HasNumbers = "There seems to be a telephone number, an identity number or an account in it, so it cannot be public.",
        PublicForDesk = number => $"📖 Who asked agrees that question #{number} and its answer become public. Others who ask the same "
            + "would see the words, and not who asked. Check that no name or address of a person is in it. Make it "
            + "public?",
        PublishButton = "Publish",
        PrivateButton = "Keep private",
        NowPublic = number => $"Question #{number} and its answer are public.",
        StaysPrivate = number => $"Question #{number} stays private.",
        PublicForAsker = number => $"📖 Question #{number} and its answer are public now, and nothing in it is about you.",
        DeskTitle = (number, name) => $"❓ Reader's question #{number} → {name}",
        AddedTitle = number => $"💬 The reader adds to #{number}",
        Urgent = "🚨 This may be a sighting",
        HandedUpHere = "It was not answered at the level below.",
        DeskHint = "Reply to this message to answer.",
        AnswerButton = "✍ Answer",
        WriteAnswer = number => $"Write the answer to question #{number}: your next message goes to who asked.",
        ReplyToAnswer = number => $"Reply to the message of question #{number}, and it goes to who asked.",
        AnswerSent = number => $"The answer to question #{number} goes to who asked.",
        OnlyWords = "Only the words are passed on, and no picture or file.",
        AnsweredByOthers = number => $"#{number} was answered:",
        ClosedForDesk = number => $"Question #{number} is closed and needs no answer.",
        HandedUpForDesk = number => $"Question #{number} was not answered and went on to the level above. You can still answer it here.",
        ReminderTitle = count => $"⏰ Waiting for an answer: {count}",
        NowBlocked = number => $"Question #{number} is closed, and no more questions come from this person.",
        BlockHow = "Reply to a question with “/block”, or write “/block #12”. Only chats that answer can do so.",
    };
}
