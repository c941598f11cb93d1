namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>What happened to a source, mostly to an added one; the numbers are stored.</summary>
public enum SourceStep
{
    /// <summary>A chat asks an operator for it.</summary>
    Asked = 0,

    /// <summary>An operator approved it for those who asked.</summary>
    Approved = 1,

    /// <summary>An operator listed it for everybody.</summary>
    Listed = 2,

    /// <summary>An operator refused it.</summary>
    Refused = 3,

    /// <summary>It cannot be read any more.</summary>
    Dead = 4,

    /// <summary>It shows a login.</summary>
    AsksForLogin = 5,

    /// <summary>It has moved to another address, and is read there.</summary>
    Moved = 6,

    /// <summary>It can be read again.</summary>
    Works = 7,
}
