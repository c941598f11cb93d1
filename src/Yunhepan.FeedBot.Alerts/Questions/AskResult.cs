using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>Why something was not sent.</summary>
public enum AskObstacle
{
    /// <summary>There is no such question, or it is not that of the chat.</summary>
    Gone,

    TooLong,

    TooManyOpen,

    TooManyToday,

    /// <summary>The desk gets too many questions now.</summary>
    DeskBusy,

    /// <summary>The desk takes no questions from this chat.</summary>
    Blocked,

    /// <summary>Nobody answers.</summary>
    Nobody,

    /// <summary>What this message says was sent before.</summary>
    SaidBefore,

    /// <summary>It has numbers of people in it, which must not be public.</summary>
    HasNumbers,
}

/// <summary>What became of a question or of further words about it.</summary>
public abstract record AskResult
{
    private AskResult()
    {
    }

    /// <summary>It is stored and will arrive.</summary>
    public sealed record Done(Question Question) : AskResult;

    public sealed record Refused(AskObstacle Obstacle) : AskResult;
}
