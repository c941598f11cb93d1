namespace Yunhepan.FeedBot.Catalogue;

/// <summary>A chat from which the operator decides, or a publisher answers; feeds.json writes it as <c>telegram:123456</c>.</summary>
public sealed record OperatorChat(string Platform, string ChatId)
{
    public override string ToString() => $"{Platform}:{ChatId}";
}
