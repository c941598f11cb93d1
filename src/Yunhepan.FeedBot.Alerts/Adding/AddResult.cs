namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>The result of a request to follow an added source.</summary>
public enum AddResult
{
    Followed,

    /// <summary>An operator must decide; the chat follows it as soon as one approves it.</summary>
    Asked,

    /// <summary>Another chat has asked for it already.</summary>
    AskedBefore,

    /// <summary>An operator has refused it.</summary>
    Refused,

    /// <summary>The chat has the maximum number of added sources.</summary>
    TooManyOfChat,

    /// <summary>There is the maximum number of added sources.</summary>
    TooManyInAll,

    /// <summary>The chat follows the maximum number of topics, or its words are not accepted.</summary>
    NotFollowed,
}
