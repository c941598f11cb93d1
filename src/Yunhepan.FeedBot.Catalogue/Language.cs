namespace Yunhepan.FeedBot.Catalogue;

/// <summary>The two languages that the product speaks.</summary>
public enum Language
{
    Chinese,
    English,
}
