namespace Yunhepan.FeedBot.Catalogue;

/// <summary>The languages of the product.</summary>
public enum Language
{
    Chinese,
    English,
    Japanese,
    Spanish,
}
