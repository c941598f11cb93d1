namespace Yunhepan.FeedBot.Catalogue;

/// <summary>How soon people must receive articles of a category; the numbers are stored.</summary>
public enum Priority
{
    Urgent = 0,
    Normal = 1,
    Low = 2,
}
