namespace Yunhepan.FeedBot.Catalogue;

/// <summary>The two languages of the product.</summary>
public enum Language
{
    Chinese,
    English,
}
